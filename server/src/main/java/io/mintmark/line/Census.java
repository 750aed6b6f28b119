package io.mintmark.line;

import io.mintmark.line.DeliveredRanges.Part;
import io.mintmark.line.UnitState.Delivery;
import io.mintmark.production.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All units of a batch by sort, those that were delivered apart from the others. Each unit is in
/// it once, so that its numbers add up whatever happens to the units while they are counted.
record Census(Map<Delivery, Map<UnitFacts, Long>> units) {

  static Census of(Batch batch, DeliveredRanges ranges, Journeys journeys) {
    var inside = ranges.within(batch.minted());
    var outside = ranges.outside(batch.minted());
    var all = withDeleted(journeys.count(batch), batch.minted());
    if (!ranges.isKnown()) {
      return new Census(Map.of(Delivery.UNKNOWN, all));
    }
    if (inside.isEmpty()) {
      return new Census(Map.of(Delivery.NO, all));
    }
    if (outside.isEmpty()) {
      return new Census(Map.of(Delivery.YES, all));
    }
    if (size(inside) < size(outside)) {
      var delivered = walk(batch, inside, journeys);
      return new Census(Map.of(Delivery.YES, delivered, Delivery.NO, without(all, delivered)));
    }
    var others = walk(batch, outside, journeys);
    return new Census(Map.of(Delivery.YES, without(all, others), Delivery.NO, others));
  }

  long count(UnitState state) {
    return units.entrySet().stream()
        .mapToLong(part -> count(state, part.getValue(), part.getKey()))
        .sum();
  }

  private static long count(UnitState state, Map<UnitFacts, Long> units, Delivery delivery) {
    return units.entrySet().stream()
        .filter(sort -> state.holds(sort.getKey(), delivery))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static Map<UnitFacts, Long> withDeleted(Map<UnitFacts, Long> existing, int minted) {
    var all = new HashMap<>(existing);
    long found = existing.values().stream().mapToLong(Long::longValue).sum();
    if (found < minted) {
      all.put(UnitFacts.DELETED, minted - found);
    }
    return all;
  }

  private static Map<UnitFacts, Long> walk(Batch batch, List<Part> parts, Journeys journeys) {
    var counts = new HashMap<UnitFacts, Long>();
    for (var part : parts) {
      journeys
          .count(batch, part.first(), part.last())
          .forEach((sort, count) -> counts.merge(sort, count, Long::sum));
    }
    return counts;
  }

  private static Map<UnitFacts, Long> without(Map<UnitFacts, Long> all, Map<UnitFacts, Long> some) {
    var rest = new HashMap<UnitFacts, Long>();
    all.forEach(
        (sort, count) -> {
          long left = count - some.getOrDefault(sort, 0L);
          if (left > 0) {
            rest.put(sort, left);
          }
        });
    return rest;
  }

  private static int size(List<Part> parts) {
    return parts.stream().mapToInt(Part::size).sum();
  }
}
