package io.mintmark.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of the first visible sheet of a spreadsheet (`.xlsx`, `.xlsm`), as they are stored:
/// hidden rows and columns too, rows without an entry not at all. Nothing is read before the first
/// row is asked for; then the whole upload goes to disk, because what is needed first stands at its
/// end. Memory stays below some megabytes, whatever the file; docs/spreadsheets.md tells the
/// limits. For one thread.
public final class XlsxRows implements RowSource {

  /// How many columns are read; what stands right of them is passed over.
  public static final int MAX_COLUMNS = 256;

  private final InputStream in;
  private final Path spoolFolder;
  private final SheetLimits limits;

  private @Nullable Spool upload;
  private @Nullable Inflation inflation;
  private @Nullable SharedStrings strings;
  private @Nullable SheetPart sheet;
  private @Nullable UnreadableSheetException refusal;
  private int filled;

  /// @param in read to its end or the first limit it passes, and not closed
  /// @param spoolFolder where the upload and its texts lie while they are read, unpacked up to a
  ///     gigabyte; no file stays there, however the process ends
  public XlsxRows(InputStream in, Path spoolFolder, SheetLimits limits) {
    this.in = in;
    this.spoolFolder = spoolFolder;
    this.limits = limits;
  }

  @Override
  public Optional<Row> next() throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    try {
      var rows = sheet == null ? open() : sheet;
      var row = rows.next();
      row.ifPresent(each -> filled += each.cells().isEmpty() ? 0 : 1);
      checkCount();
      return row;
    } catch (UnfitXlsxException e) {
      refusal = new UnreadableSheetException(sheet == null ? 0 : sheet.row(), e.sentence());
      throw refusal;
    }
  }

  /// How many bytes have been inflated so far.
  long inflatedBytes() {
    return inflation == null ? 0 : inflation.total();
  }

  @Override
  public void close() throws IOException {
    try {
      close(sheet);
    } finally {
      try {
        close(strings);
      } finally {
        close(upload);
      }
    }
  }

  private static void close(@Nullable Closeable closeable) throws IOException {
    if (closeable != null) {
      closeable.close();
    }
  }

  private SheetPart open() throws IOException {
    upload = Spool.of(in, spoolFolder, limits.maxBytes());
    ContainerKind.checkZip(upload);
    inflation = new Inflation(upload.size());
    var parts = new ZipParts(upload, inflation);
    var workbook = Workbook.of(parts);
    strings = new SharedStrings(Spool.empty(spoolFolder));
    var styles = new DateStyles();
    var stylesPart = parts.open(workbook.styles().orElse(""));
    if (stylesPart.isPresent()) {
      try (var xml = new XmlPart(stylesPart.get())) {
        styles.fill(xml);
      }
    }
    var stringsPart = parts.open(workbook.strings().orElse(""));
    if (stringsPart.isPresent()) {
      try (var xml = new XmlPart(stringsPart.get())) {
        strings.fill(xml, limits.maxCellChars());
      }
    }
    var rows = parts.open(workbook.sheet());
    if (rows.isEmpty()) {
      throw UnfitXlsxException.damaged("its first sheet is missing");
    }
    sheet =
        new SheetPart(
            new XmlPart(rows.get()), new CellReader(strings, styles, limits.maxCellChars()));
    return sheet;
  }

  /// One more than the names may be a header.
  private void checkCount() throws UnfitXlsxException {
    if (filled > limits.maxRows() + 1) {
      throw new UnfitXlsxException(
          "the sheet has more than %d names; split it into several files and upload each"
              .formatted(limits.maxRows()));
    }
  }
}
