package io.mintmark.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A list as CSV (RFC 4180, UTF-8, CRLF), written while it is downloaded. What breaks it off half
/// way must go on to the web server, which then cuts the connection.
final class TableFile {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final HttpServletResponse response;
  private final CsvWriter csv;

  /// @param fileName of plain ASCII
  TableFile(HttpServletResponse response, String fileName, String... columns) throws IOException {
    this.response = response;
    response.setContentType("text/csv;charset=utf-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(response.getOutputStream(), StandardCharsets.UTF_8);
    csv.writeRecord(columns);
  }

  /// Writes a row; nulls are empty cells.
  void row(@Nullable Object... cells) throws IOException {
    try {
      csv.writeRecord(
          Arrays.stream(cells).map(cell -> cell == null ? "" : cell.toString()).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// A text that strangers wrote, so that no spreadsheet program takes it for a formula.
  static @Nullable String foreign(@Nullable String text) {
    return text == null || text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0
        ? text
        : "'" + text;
  }

  /// Writes what is left; the file is whole.
  void end() throws IOException {
    csv.flush();
    response.getOutputStream().flush();
  }
}
