package io.mintmark.line;

import io.mintmark.production.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Where the units of an order are.
///
/// @param deliveriesKnown whether anything of the batch was delivered through this server; if not,
///     nobody can say what was delivered, and nothing is made of it
/// @param figures every [Figure]
public record Balance(
    Batch batch,
    Instant at,
    boolean deliveriesKnown,
    Map<Figure, Long> figures,
    List<Alarm> alarms) {

  public Balance {
    figures = Map.copyOf(figures);
    alarms = List.copyOf(alarms);
  }

  /// One number of it.
  public long of(Figure figure) {
    return figures.getOrDefault(figure, 0L);
  }
}
