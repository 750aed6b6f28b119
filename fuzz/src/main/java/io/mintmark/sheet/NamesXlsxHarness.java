package io.mintmark.sheet;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import io.mintmark.fuzz.Input;
import io.mintmark.fuzz.Pieces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A list of names as a spreadsheet: the same rows, and the same end, however the upload arrives;
/// rows in order and within the limits; nothing left on disk.
///
/// An input is an octet of choices (1: what follows are the parts of a spreadsheet, otherwise its
/// ZIP file; 2: the parts are deflated; 4: they are the sheet's rows alone), an octet by which the
/// upload is cut, and the rest.
public final class NamesXlsxHarness implements Harness {

  private static final SheetLimits LIMITS = new SheetLimits(1_000, 1 << 20, 100);

  private final Path folder;

  public NamesXlsxHarness() {
    try {
      folder = Files.createTempDirectory("names-xlsx");
      folder.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void play(byte[] bytes) {
    var input = new Input(bytes);
    int choices = input.octet();
    int seed = input.octet();
    byte[] upload = upload(choices, input.rest());
    try {
      var whole = read(upload, 0);
      var cut = read(upload, seed);
      Check.that(whole.equals(cut), "whole it is " + whole + ", in pieces " + cut);
      Check.that(isEmpty(folder), "a file is left");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // neither the stream nor the disk fails
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static byte[] upload(int choices, byte[] rest) {
    if ((choices & 1) == 0) {
      return rest;
    }
    return ZipOfParts.of((choices & 4) == 0 ? rest : inSheet(rest), (choices & 2) != 0);
  }

  private static byte[] inSheet(byte[] rows) {
    var sheet = new ByteArrayOutputStream();
    sheet.writeBytes("<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8));
    sheet.writeBytes(rows);
    sheet.writeBytes("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
    return sheet.toByteArray();
  }

  /// What was understood of an upload.
  ///
  /// @param said all rows, in few bytes
  /// @param end why reading ended; empty at the end of the sheet
  private record Understood(int rows, long said, int last, String end) {}

  private Understood read(byte[] upload, int seed) throws IOException {
    int count = 0;
    int last = 0;
    long said = 0;
    try (var rows = new XlsxRows(new Pieces(upload, seed), folder, LIMITS)) {
      try {
        for (var row = rows.next(); row.isPresent(); row = rows.next()) {
          check(row.get(), last);
          count++;
          last = row.get().number();
          said = said * 31 + row.get().hashCode();
        }
        Check.that(rows.next().isEmpty(), "a row behind the last one");
        return new Understood(count, said, last, "");
      } catch (UnreadableSheetException e) {
        Check.that(e.row() >= last, "it was at row " + e.row() + ", after " + last);
        String sentence = String.valueOf(e.getMessage());
        Check.that(sentence.contains("upload"), "it does not say what to do");
        return new Understood(count, said, e.row(), sentence);
      } finally {
        long allowed = Inflation.FREE_BYTES + Inflation.MAX_RATIO * (long) upload.length;
        Check.that(rows.inflatedBytes() <= allowed + (1 << 16), "too much was inflated");
      }
    }
  }

  private static void check(Row row, int before) {
    Check.that(row.number() > before, "row " + row.number() + " follows row " + before);
    Check.that(row.cells().size() <= XlsxRows.MAX_COLUMNS, "a row is too wide");
    for (var cell : row.cells()) {
      Check.that(cell.text().length() <= LIMITS.maxCellChars(), "a cell is too long");
    }
    Check.that(
        row.cells().isEmpty() || !row.cells().getLast().equals(Cell.EMPTY),
        "a row ends with an empty cell");
  }
}
