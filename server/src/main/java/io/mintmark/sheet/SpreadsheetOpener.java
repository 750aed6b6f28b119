package io.mintmark.sheet;

import java.io.IOException;
import java.io.InputStream;

/// Reads the rows of a spreadsheet (`.xlsx`). Apart, so that text files are read without it.
@FunctionalInterface
public interface SpreadsheetOpener {

  /// Refuses every spreadsheet and says what to do instead.
  SpreadsheetOpener NONE =
      (_, _) -> {
        throw new UnreadableSheetException(
            0, FindingKind.NOT_A_TEXT_FILE, FindingKind.NOT_A_TEXT_FILE.said());
      };

  /// Begins to read; the stream is read from its first byte and not closed by the rows.
  ///
  /// @throws UnreadableSheetException if this is no spreadsheet
  RowSource open(InputStream in, SheetLimits limits) throws IOException;
}
