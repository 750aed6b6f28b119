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
      case MINTED_SHORT -> figures.get(Figure.ORDERED) - figures.get(Figure.MINTED);
      case UNITS_DELETED -> isMinting(batch) ? 0 : figures.get(Figure.DELETED);
      case UNITS_NEVER_SEEN -> figures.get(Figure.NEVER_SEEN);
      case ACTIVATED_UNTESTED -> figures.get(Figure.ACTIVATED_UNTESTED);
      case PASSED_NOT_ACTIVATED -> figures.get(Figure.PASSED_NOT_ACTIVATED);
      case TESTED_AFTER_SCRAPPING -> figures.get(Figure.TESTED_AFTER_SCRAPPING);
      case STRANGERS_TESTED -> figures.get(Figure.STRANGERS_TESTED);
      case STRANGERS_REGISTERING -> figures.get(Figure.STRANGERS_REGISTERING);
      case ACTIVATED_NOT_DELIVERED -> figures.get(Figure.ACTIVATED_NOT_DELIVERED);
      case UNITS_CLONED -> figures.get(Figure.CLONED);
    };
  }

  /// Units that are minted while they are counted would seem to be missing.
  private static boolean isMinting(Batch batch) {
    return batch.state() == State.MINTING;
  }
}
