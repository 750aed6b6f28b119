package io.mintmark.sheet;

import io.mintmark.sheet.FindingKind.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything the doctor found in one file: all of it counted, the first ones kept.
///
/// @param first by row; of errors and of warnings the first [#KEPT] each
/// @param totals how many there are of each kind; kinds without any are left out
public record Findings(List<Finding> first, Map<FindingKind, Integer> totals) {

  /// How many errors, and how many warnings, are told one by one, so that a wrong file cannot fill
  /// the memory.
  public static final int KEPT = 10_000;

  public Findings {
    first = List.copyOf(first);
    totals = Map.copyOf(totals);
  }

  /// How many findings of a severity there are in all.
  public int count(Severity severity) {
    return totals.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /// The first errors, at most [#KEPT].
  public List<Finding> errors() {
    return first.stream().filter(finding -> finding.kind().isError()).toList();
  }

  /// Collects findings in any order.
  static final class Collector {

    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private final Map<FindingKind, Integer> totals = new EnumMap<>(FindingKind.class);

    void add(Finding finding) {
      if (count(finding.kind())) {
        keep(finding);
      }
    }

    /// Keeps one that has been counted.
    void keep(Finding finding) {
      kept(finding.kind()).add(finding);
    }

    /// Counts one that may be kept; false if there is no place left for it.
    boolean count(FindingKind kind) {
      totals.merge(kind, 1, Integer::sum);
      return kept(kind).size() < KEPT;
    }

    private List<Finding> kept(FindingKind kind) {
      return kind.isError() ? errors : warnings;
    }

    /// @param repair what the repaired file does to every name
    Findings inOrder(ColumnRepair repair) {
      return new Findings(
          Stream.concat(errors.stream(), warnings.stream())
              .map(finding -> finding.after(repair))
              .sorted(
                  Comparator.comparingInt(Finding::row)
                      .thenComparingInt(Finding::column)
                      .thenComparing(Finding::kind))
              .toList(),
          totals);
    }
  }
}
