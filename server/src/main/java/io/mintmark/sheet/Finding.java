package io.mintmark.sheet;

import io.mintmark.explanation.Said;
import org.jspecify.annotations.Nullable;

/// One thing that the file doctor found.
///
/// @param row from 1, as an editor counts lines; 0 for the file as a whole
/// @param column from 1; 0 for a whole row, or the file
/// @param value what stands there, as far as it can be shown: cut, invisible characters as `\u202E`
/// @param repaired the name as the repaired file has it; null if only its owner can tell
/// @param said what is wrong and what to do, for the person who wrote the file
public record Finding(
    int row, int column, FindingKind kind, String value, @Nullable String repaired, Said said) {

  Finding after(ColumnRepair repair) {
    return repaired == null
        ? this
        : new Finding(row, column, kind, value, repair.of(repaired), said);
  }
}
