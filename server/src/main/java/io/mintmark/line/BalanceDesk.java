package io.mintmark.line;

import io.mintmark.production.Batch;
import io.mintmark.production.Batch.State;
import io.mintmark.production.Handovers;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Draws up balance sheets. One of a million units takes some seconds, in which nobody waits for
/// it.
public final class BalanceDesk {

  private final Journeys journeys;
  private final Strangers strangers;
  private final Handovers handovers;
  private final InstantSource clock;

  public BalanceDesk(
      Journeys journeys, Strangers strangers, Handovers handovers, InstantSource clock) {
    this.journeys = journeys;
    this.strangers = strangers;
    this.handovers = handovers;
    this.clock = clock;
  }

  /// The balance of a batch as it is now.
  public Balance of(Batch batch) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var ranges = new DeliveredRanges(handovers.of(batch.id()));
    var census = Census.of(batch, ranges, journeys);
    var figures = new EnumMap<Figure, Long>(Figure.class);
    for (var figure : Figure.values()) {
      figure.units().ifPresent(state -> figures.put(figure, census.count(state)));
    }
    figures.put(Figure.ORDERED, (long) batch.size());
    figures.put(Figure.CLONED, journeys.cloned(batch));
    figures.put(
        Figure.STRANGERS_REGISTERING, strangers.registering(batch.product(), batch.createdAt()));
    figures.put(Figure.STRANGERS_TESTED, strangers.tested(batch.product(), batch.createdAt()));
    return new Balance(
        batch, at, ranges.isKnown(), figures, alarms(batch, ranges.isKnown(), figures));
  }

  /// The worst first.
  private static List<Alarm> alarms(
      Batch batch, boolean deliveriesKnown, Map<Figure, Long> figures) {
    var alarms = new ArrayList<Alarm>();
    for (var kind : Alarm.Kind.values()) {
      long count = count(kind, batch, figures);
      boolean moot = kind == Alarm.Kind.UNITS_NEVER_SEEN && !deliveriesKnown;
      if (count > 0 && !moot) {
        alarms.add(new Alarm(kind, count));
      }
    }
    return alarms.reversed();
  }

  private static long count(Alarm.Kind kind, Batch batch, Map<Figure, Long> figures) {
    return switch (kind) {
      case MINTED_SHORT -> of(figures, Figure.ORDERED) - of(figures, Figure.MINTED);
      case UNITS_DELETED -> isMinting(batch) ? 0 : of(figures, Figure.DELETED);
      case UNITS_NEVER_SEEN -> of(figures, Figure.NEVER_SEEN);
      case ACTIVATED_UNTESTED -> of(figures, Figure.ACTIVATED_UNTESTED);
      case PASSED_NOT_ACTIVATED -> of(figures, Figure.PASSED_NOT_ACTIVATED);
      case TESTED_AFTER_SCRAPPING -> of(figures, Figure.TESTED_AFTER_SCRAPPING);
      case STRANGERS_TESTED -> of(figures, Figure.STRANGERS_TESTED);
      case STRANGERS_REGISTERING -> of(figures, Figure.STRANGERS_REGISTERING);
      case ACTIVATED_NOT_DELIVERED -> of(figures, Figure.ACTIVATED_NOT_DELIVERED);
      case UNITS_CLONED -> of(figures, Figure.CLONED);
    };
  }

  private static long of(Map<Figure, Long> figures, Figure figure) {
    return figures.getOrDefault(figure, 0L);
  }

  /// Units that are minted while they are counted would seem to be missing.
  private static boolean isMinting(Batch batch) {
    return batch.state() == State.MINTING;
  }
}
