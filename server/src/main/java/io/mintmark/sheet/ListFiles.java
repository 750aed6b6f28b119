package io.mintmark.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The files that an examined list is given back as: CSV as in RFC 4180, UTF-8 with a byte order
/// mark so that spreadsheet programs show Chinese, CRLF. Written while they are sent; after an
/// exception the transport must be broken off. Safe for any thread.
public final class ListFiles {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final ListShelf shelf;
  private final StoredNameLists lists;

  public ListFiles(ListShelf shelf, StoredNameLists lists) {
    this.shelf = shelf;
    this.lists = lists;
  }

  /// Writes the whole file with every safe repair made, remarks included; rows that only their
  /// owner can repair stand as they stood.
  ///
  /// @param list one that was read to its end
  public void writeRepaired(NameList list, OutputStream out) throws IOException {
    var summary = summary(list.id());
    write(
        out,
        csv -> {
          try (var rows = new RepairedRows(shelf, list.id(), summary)) {
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
              csv.writeRecord(row.get().cells().stream().map(Cell::text).toList());
            }
          }
        });
  }

  /// Writes the rows that stand in the way, each with its number in the file and what to do. Names
  /// come first, so that the file can be corrected and uploaded; one that a spreadsheet program
  /// would calculate has an apostrophe in front.
  public void writeFailedRows(NameList list, Locale language, OutputStream out) throws IOException {
    var taken = lists.takenRows(list.id());
    write(
        out,
        csv -> {
          csv.writeRecord("DeviceName", "Row", "Finding", "Advice");
          lists.forEachRow(list.id(), row -> writeIfFailed(csv, row, taken, language));
        });
  }

  private static void writeIfFailed(CsvWriter csv, ExaminedRow row, BitSet taken, Locale language) {
    var errors = EnumSet.noneOf(FindingKind.class);
    errors.addAll(row.errors());
    if (taken.get(row.number())) {
      errors.add(FindingKind.NAME_TAKEN);
    }
    if (!errors.isEmpty()) {
      csv.writeRecord(
          List.of(
              harmless(row.name()),
              String.valueOf(row.number()),
              errors.stream().map(Enum::name).collect(Collectors.joining(" ")),
              errors.stream()
                  .map(kind -> kind.advice().in(language))
                  .collect(Collectors.joining(" "))));
    }
  }

  private static String harmless(String name) {
    boolean calculates = !name.isEmpty() && "=+-@\t\r".indexOf(name.charAt(0)) >= 0;
    return calculates ? "'" + name : name;
  }

  private ListSummary summary(NameListId id) {
    return lists.summary(id).orElseThrow(() -> new IllegalStateException("there is no list " + id));
  }

  private static void write(OutputStream out, Content content) throws IOException {
    out.write(BYTE_ORDER_MARK);
    var csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.REQUIRED)
            .build(out, StandardCharsets.UTF_8);
    try {
      content.writeTo(csv);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    csv.flush();
    out.flush();
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(CsvWriter csv) throws IOException;
  }
}
