package io.mintmark.line;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Yields of a batch or a project: in all, by day, by station, and the failures by reason.
///
/// @param days the days on which something was tested, in order
/// @param stations by their names, at most [#MOST_ROWS]
/// @param failures most frequent first, at most [#MOST_ROWS]
public record YieldSheet(
    Yield total, List<Day> days, List<Station> stations, List<Failure> failures) {

  /// Rows of a table; what is beyond is summed up in a last row named [#OTHERS].
  public static final int MOST_ROWS = 500;

  /// Stands for all rows beyond the limit.
  public static final String OTHERS = "(others)";

  /// @param zone where a day begins
  static YieldSheet of(List<Count> counts, ZoneId zone) {
    Map<LocalDate, Yield> days = new TreeMap<>();
    Map<String, Yield> stations = new TreeMap<>();
    Map<Failure, Yield> failures = new TreeMap<>(Failure.BY_REASON);
    Yield total = Yield.NONE;
    for (var count : counts) {
      var one = Yield.NONE.plus(count);
      total = total.plus(one);
      days.merge(day(count, zone), one, Yield::plus);
      stations.merge(count.station(), one, Yield::plus);
      if (count.verdict() != TestVerdict.PASSED) {
        failures.merge(new Failure(count.verdict(), count.reason(), 0, 0), one, Yield::plus);
      }
    }
    return new YieldSheet(
        total,
        days.entrySet().stream()
            .filter(day -> !day.getValue().equals(Yield.NONE))
            .map(day -> new Day(day.getKey(), day.getValue()))
            .toList(),
        stations(stations),
        failures(failures));
  }

  private static LocalDate day(Count count, ZoneId zone) {
    return Instant.ofEpochSecond(count.slot() * Run.SLOT_SECONDS).atZone(zone).toLocalDate();
  }

  private static List<Station> stations(Map<String, Yield> all) {
    var rows = new ArrayList<Station>();
    Yield others = Yield.NONE;
    for (var station : all.entrySet()) {
      if (rows.size() < MOST_ROWS) {
        rows.add(new Station(station.getKey(), station.getValue()));
      } else {
        others = others.plus(station.getValue());
      }
    }
    if (!others.equals(Yield.NONE)) {
      rows.add(new Station(OTHERS, others));
    }
    return rows;
  }

  private static List<Failure> failures(Map<Failure, Yield> all) {
    var sorted =
        all.entrySet().stream()
            .map(
                row -> {
                  var sort = row.getKey();
                  var sums = row.getValue();
                  return new Failure(
                      sort.verdict,
                      sort.reason,
                      sums.failedTests(),
                      sums.failed() + sums.scrapped());
                })
            .filter(row -> row.tests > 0)
            .sorted(Comparator.comparingLong(Failure::tests).reversed())
            .toList();
    var rows = new ArrayList<>(sorted.subList(0, Math.min(MOST_ROWS, sorted.size())));
    var rest = sorted.subList(rows.size(), sorted.size());
    if (!rest.isEmpty()) {
      rows.add(
          new Failure(
              TestVerdict.FAILED,
              OTHERS,
              rest.stream().mapToLong(Failure::tests).sum(),
              rest.stream().mapToLong(Failure::units).sum()));
    }
    return rows;
  }

  /// One day in the zone that was asked for.
  public record Day(LocalDate day, Yield yield) {}

  /// One station.
  public record Station(String station, Yield yield) {}

  /// One reason.
  ///
  /// @param tests that ended so
  /// @param units whose latest test ended so
  public record Failure(TestVerdict verdict, String reason, long tests, long units) {

    private static final Comparator<Failure> BY_REASON =
        Comparator.comparing(Failure::verdict).thenComparing(Failure::reason);
  }
}
