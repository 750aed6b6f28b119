package io.mintmark.sheet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row of an owner's file after its examination.
///
/// @param number the row in the file, from 1
/// @param cells the name as it was read, and the remarks
/// @param sound the name without what can be repaired by itself; null if nothing can
/// @param errors why the row cannot be taken, as far as the file alone tells
record ExaminedRow(
    int number, List<String> cells, @Nullable String sound, Set<FindingKind> errors) {

  ExaminedRow {
    cells = List.copyOf(cells);
    errors = Set.copyOf(errors);
  }

  String name() {
    return cells.getFirst();
  }

  /// Where the rows go while a file is examined.
  interface Sink {

    /// Keeps nothing.
    Sink NONE =
        new Sink() {
          @Override
          public void header(List<String> cells) {}

          @Override
          public void row(ExaminedRow row) {}
        };

    /// The header, before all rows, if there is one.
    void header(List<String> cells);

    void row(ExaminedRow row);
  }
}
