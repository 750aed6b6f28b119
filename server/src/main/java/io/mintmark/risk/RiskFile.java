package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is known against one device, and what it comes to. The pieces themselves are kept apart,
/// see [RiskFiles#evidence].
///
/// @param held whether the device is refused until an operator decides
/// @param tallies one for each kind of which there is evidence since the last release
/// @param firstAt time of the first piece since the last release; null if there is none
/// @param lastAt likewise of the last
/// @param clonedAt when the evidence came to [Verdict#CLONED]; null if it has not since the last
///     release
/// @param releasedAt when an operator last acknowledged all evidence; null if never
public record RiskFile(
    DeviceIdentity identity,
    boolean held,
    List<Tally> tallies,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    @Nullable Instant clonedAt,
    @Nullable Instant releasedAt) {

  public static final int MAX_SCORE = 100;

  /// A score from which a device is [Verdict#SUSPECT].
  public static final int SUSPECT_FROM = 40;

  /// A score, of evidence that proves a copy, from which a device is [Verdict#CLONED].
  public static final int CLONED_FROM = 90;

  public RiskFile {
    tallies = tallies.stream().sorted(Comparator.comparing(Tally::kind)).toList();
  }

  /// Of a device against which there is nothing.
  public static RiskFile blank(DeviceIdentity identity, boolean held) {
    return new RiskFile(identity, held, List.of(), null, null, null, null);
  }

  /// With one more piece; as it is if that was acknowledged before it got here.
  public RiskFile with(Evidence piece) {
    Instant at = piece.at();
    if (releasedAt != null && at.isBefore(releasedAt)) {
      return this;
    }
    var next = tallied(piece);
    Instant first = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
    Instant last = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
    Instant cloned = clonedAt;
    if (cloned == null && points(next, last, Tally::provesCopy) >= CLONED_FROM) {
      cloned = last;
    }
    return new RiskFile(identity, held, next, first, last, cloned, releasedAt);
  }

  private List<Tally> tallied(Evidence piece) {
    var next = new ArrayList<Tally>();
    var own = Tally.of(piece);
    for (Tally tally : tallies) {
      if (tally.kind() == piece.kind()) {
        own = tally.and(piece);
      } else {
        next.add(tally);
      }
    }
    next.add(own);
    return next;
  }

  /// 0 to 100.
  public int scoreAt(Instant now) {
    return (int) Math.min(MAX_SCORE, Math.round(points(tallies, now, _ -> true)));
  }

  public Verdict verdictAt(Instant now) {
    if (clonedAt != null) {
      return Verdict.CLONED;
    }
    return scoreAt(now) >= SUSPECT_FROM ? Verdict.SUSPECT : Verdict.CLEAR;
  }

  /// Until when the verdict is more than [Verdict#CLEAR] if nothing more is seen; null for "until
  /// an operator decides". A time that has passed if it is not now.
  public @Nullable Instant riskyUntil() {
    if (clonedAt != null) {
      return null;
    }
    if (lastAt == null) {
      return Instant.EPOCH;
    }
    double now = points(tallies, lastAt, _ -> true);
    double least = SUSPECT_FROM - 0.5; // a score is rounded
    return now < least ? Instant.EPOCH : lastAt.plus(Tally.fading(now, least));
  }

  private static double points(List<Tally> tallies, Instant now, Predicate<Tally> which) {
    return tallies.stream().filter(which).mapToDouble(tally -> tally.pointsAt(now)).sum();
  }
}
