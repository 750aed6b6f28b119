package io.mintmark.risk;

import java.time.Duration;
import java.time.Instant;

/// The evidence of one kind against a device since its last release.
///
/// @param milliPoints what it weighed at the time `at`, in thousandths of a point; from then on it
///     fades by half every day
public record Tally(EvidenceKind kind, int count, long milliPoints, Instant at) {

  private static final double HALF_LIFE_MILLIS = Duration.ofDays(1).toMillis();

  static Tally of(Evidence piece) {
    return new Tally(piece.kind(), 1, 1_000L * piece.kind().points(), piece.at());
  }

  /// With one more piece. Pieces may come in any order; the later time counts.
  Tally and(Evidence piece) {
    Instant later = piece.at().isAfter(at) ? piece.at() : at;
    double sum = pointsAt(later) + piece.kind().points();
    return new Tally(kind, count + 1, Math.round(1_000 * Math.min(sum, RiskFile.MAX_SCORE)), later);
  }

  boolean provesCopy() {
    return kind.provesCopy();
  }

  /// Points left of it; at an earlier time as many as there ever were.
  double pointsAt(Instant now) {
    double age = Math.max(0, Duration.between(at, now).toMillis());
    return milliPoints / 1_000.0 * Math.pow(0.5, age / HALF_LIFE_MILLIS);
  }

  /// How long points last until they have faded to a lower number.
  static Duration fading(double from, double to) {
    return Duration.ofMillis((long) (HALF_LIFE_MILLIS * Math.log(from / to) / Math.log(2)));
  }
}
