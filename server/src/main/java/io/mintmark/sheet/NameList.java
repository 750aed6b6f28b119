package io.mintmark.sheet;

import io.mintmark.product.ProductKey;
import io.mintmark.sheet.FindingKind.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An owner's file after its examination, kept for a day so that a batch can be ordered from it as
/// it stands.
///
/// @param fileName as its owner called it, as far as it can be shown; empty if nobody told
/// @param encoding in what it was written; null for a spreadsheet
/// @param names how many names it holds
/// @param whole whether it was read to its end; otherwise there is no repaired file
/// @param totals how many findings there are of each kind; kinds without any are left out
/// @param expiresAt when it is forgotten
public record NameList(
    NameListId id,
    ProductKey product,
    String fileName,
    @Nullable TextEncoding encoding,
    int names,
    boolean whole,
    Map<FindingKind, Integer> totals,
    Instant createdAt,
    Instant expiresAt) {

  public NameList {
    totals = Map.copyOf(totals);
  }

  /// Whether a batch can be ordered from it: no finding is an error.
  public boolean committable() {
    return count(Severity.ERROR) == 0;
  }

  /// How many findings of a severity there are in all.
  public int count(Severity severity) {
    return totals.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
