package io.mintmark.line;

import io.mintmark.line.UnitState.Delivery;
import io.mintmark.production.Batch;
import io.mintmark.production.Handovers;
import io.mintmark.production.Handovers.Handover;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells the owner how his units fare on the floor.
public final class LineReports {

  private static final int CHUNK = 2_000;
  private static final long FIRST_SLOT = -10_000_000L;
  private static final long LAST_SLOT = 10_000_000L;

  private final Journeys journeys;
  private final TestResults results;
  private final Handovers handovers;

  public LineReports(Journeys journeys, TestResults results, Handovers handovers) {
    this.journeys = journeys;
    this.results = results;
    this.handovers = handovers;
  }

  /// Yields of some batches together.
  ///
  /// @param first only tests of this day or later; null for all
  /// @param last only tests of this day or earlier; null for all
  /// @param zone where a day begins
  public YieldSheet yields(
      List<Batch> batches, @Nullable LocalDate first, @Nullable LocalDate last, ZoneId zone) {
    long from = first == null ? FIRST_SLOT : slotOf(first, zone);
    long to = last == null ? LAST_SLOT : slotOf(last.plusDays(1), zone);
    var counts = new ArrayList<Count>();
    for (var batch : batches) {
      counts.addAll(results.counts(batch.id(), from, to));
    }
    return YieldSheet.of(counts, zone);
  }

  /// Units of a batch in their order.
  ///
  /// @param after only units behind this number
  /// @param filter which units
  /// @param limit the most units; all others are looked at and left out
  public List<Unit> units(Batch batch, int after, Filter filter, int limit) {
    var ranges = new DeliveredRanges(handovers.of(batch.id()));
    var found = new ArrayList<Unit>();
    for (int from = after + 1; from <= batch.minted() && found.size() < limit; from += CHUNK) {
      int to = Math.min(from + CHUNK - 1, batch.minted());
      for (var journey : journeys.units(batch, from, to)) {
        if (found.size() < limit && filter.test(journey, ranges.deliveryOf(journey.number()))) {
          found.add(new Unit(journey, ranges.of(journey.number())));
        }
      }
    }
    return found;
  }

  /// One unit of a batch; empty if no such unit is minted.
  public Optional<Unit> unit(Batch batch, int number) {
    if (number < 1 || number > batch.minted()) {
      return Optional.empty();
    }
    return units(batch, number - 1, Filter.ALL, 1).stream().findFirst();
  }

  private static long slotOf(LocalDate day, ZoneId zone) {
    return Math.floorDiv(day.atStartOfDay(zone).toEpochSecond(), Run.SLOT_SECONDS);
  }

  /// A unit with its handover to a factory, if it was delivered.
  public record Unit(UnitJourney journey, Optional<Handover> handover) {}

  /// Which units; a null means "any".
  ///
  /// @param reason of the latest test
  /// @param station of the latest test
  public record Filter(
      @Nullable UnitState state, @Nullable String reason, @Nullable String station) {

    /// All units.
    public static final Filter ALL = new Filter(null, null, null);

    boolean test(UnitJourney unit, Delivery delivery) {
      return (state == null || state.holds(unit.facts(), delivery))
          && (reason == null || last(unit, run -> run.reason().equals(reason)))
          && (station == null || last(unit, run -> run.station().equals(station)));
    }

    private static boolean last(UnitJourney unit, Predicate<Run> condition) {
      return unit.tests() != null && condition.test(unit.tests().last());
    }
  }
}
