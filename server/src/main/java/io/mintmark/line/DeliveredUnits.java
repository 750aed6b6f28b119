package io.mintmark.line;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.mintmark.device.BatchId;
import io.mintmark.line.LineAccess.Grant;
import io.mintmark.line.LineAccess.Range;
import io.mintmark.line.TestResults.Unit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which of some units a grant covers. Names are looked up by number only where the grant covers
/// some units of their batch.
final class DeliveredUnits {

  private DeliveredUnits() {}

  static Entry.Rights of(Grant grant, Collection<Unit> units, TestResults store) {
    return switch (grant) {
      case Grant.AllUnits _ -> _ -> true;
      case Grant.Ranges(var ranges) -> {
        var covered = covered(ranges, units, store);
        yield unit -> covered.contains(unit.name());
      }
    };
  }

  private static Set<String> covered(
      List<Range> ranges, Collection<Unit> units, TestResults store) {
    Map<BatchId, List<Range>> byBatch = ranges.stream().collect(groupingBy(Range::batch));
    Map<BatchId, List<String>> names = new HashMap<>();
    units.stream()
        .filter(unit -> unit.batch() != null && byBatch.containsKey(unit.batch()))
        .collect(
            groupingBy(unit -> Objects.requireNonNull(unit.batch()), mapping(Unit::name, toList())))
        .forEach(names::put);
    var covered = new HashSet<String>();
    names.forEach(
        (batch, some) ->
            store
                .numbers(batch, some)
                .forEach(
                    (name, number) -> {
                      if (byBatch.getOrDefault(batch, List.of()).stream()
                          .anyMatch(range -> range.holds(number))) {
                        covered.add(name);
                      }
                    }));
    return covered;
  }
}
