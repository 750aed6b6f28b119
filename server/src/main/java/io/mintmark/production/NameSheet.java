package io.mintmark.production;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.mintmark.product.IdentityFormat;
import io.mintmark.production.SheetFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An owner's list of DeviceNames, read and judged line by line: CSV or plain text in UTF-8, the
/// first cell of each line is a name. `docs/production.md` tells the rules.
///
/// Every line is a record of its own, so that a stray quote spoils one line and not the rest of the
/// file. The names are held in memory, about 140 bytes each; nothing else grows with the file.
final class NameSheet {

  /// What the first cell may read if the first line is a header, in lower case.
  static final Set<String> HEADERS =
      Set.of("devicename", "device_name", "device name", "设备名称", "设备名");

  private static final CsvReader.CsvReaderBuilder CSV =
      CsvReader.builder().allowUnclosedQuote(false);

  private final IdentityFormat format;
  private final int maxNames;
  private final Map<String, Integer> lineOfName = new LinkedHashMap<>();
  private final FaultList faults = new FaultList();
  private boolean begun;
  private int rows;

  private NameSheet(IdentityFormat format, int maxNames) {
    this.format = format;
    this.maxNames = maxNames;
  }

  /// Reads a list to its end, or to the first limit it passes.
  ///
  /// @throws IOException if the stream broke off
  static NameSheet read(InputStream in, IdentityFormat format, ProductionSettings settings)
      throws IOException {
    var sheet = new NameSheet(format, settings.maxUnits());
    sheet.readFile(new SheetLines(in, settings.maxSheetBytes()), settings.maxSheetBytes());
    return sheet;
  }

  /// The sound names, in the order of the list, none twice.
  List<String> names() {
    return List.copyOf(lineOfName.keySet());
  }

  FaultList faults() {
    return faults;
  }

  /// Adds the fault that these names are taken.
  void addTaken(List<Batches.Line> taken) {
    for (var line : taken) {
      faults.add(
          lineOfName.getOrDefault(line.name(), 0),
          line.name(),
          Kind.NAME_TAKEN,
          "is the name of a device of this product, or stands in a batch that is being minted");
    }
  }

  private void readFile(SheetLines lines, long maxBytes) throws IOException {
    var wholly = lines.faultOfFile();
    if (wholly.isPresent()) {
      faults.add(0, "", Kind.NOT_A_TEXT_FILE, wholly.get());
      return;
    }
    boolean goOn = true;
    while (goOn) {
      var line = lines.next();
      goOn = line.isPresent() && take(line.get());
    }
    if (lines.cutOff()) {
      faults.add(
          0,
          "",
          Kind.FILE_TOO_LARGE,
          "the file has more than %d bytes; what lies beyond was not read".formatted(maxBytes));
    } else if (rows == 0) {
      faults.add(0, "", Kind.NO_NAMES, "the file holds no names");
    }
  }

  /// False if nothing after this line is to be read.
  private boolean take(SheetLines.Line line) {
    if (isBlank(line)) {
      return true;
    }
    var cell = line.fault() == null ? firstCell(line.text()) : Optional.<String>empty();
    boolean header = !begun && cell.filter(NameSheet::isHeader).isPresent();
    begun = true;
    if (header) {
      return true;
    }
    rows++;
    if (rows > maxNames) {
      faults.add(line.number(), "", Kind.TOO_MANY_NAMES, tooMany());
      return false;
    }
    if (line.fault() != null) {
      faults.add(line.number(), line.text(), line.fault(), sentenceOf(line.fault()));
    } else if (cell.isEmpty()) {
      faults.add(line.number(), line.text(), Kind.QUOTES_BROKEN, sentenceOf(Kind.QUOTES_BROKEN));
    } else {
      takeName(line.number(), cell.get());
    }
    return true;
  }

  private void takeName(int line, String name) {
    var malformed = format.faultOfName(name);
    if (malformed.isPresent()) {
      faults.add(line, name, Kind.NAME_MALFORMED, malformed.get());
      return;
    }
    Integer earlier = lineOfName.putIfAbsent(name, line);
    if (earlier != null) {
      faults.add(line, name, Kind.NAME_REPEATED, "stands on line %d already".formatted(earlier));
    }
  }

  /// Spreadsheet programs write rows without content as nothing but commas.
  private static boolean isBlank(SheetLines.Line line) {
    return line.fault() == null
        && line.text().chars().allMatch(c -> c == ',' || Character.isWhitespace(c));
  }

  private static boolean isHeader(String cell) {
    return HEADERS.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /// Empty if the quotes of the line do not pair.
  private static Optional<String> firstCell(String line) {
    try {
      return Optional.of(CSV.ofSingleCsvRecord(line).getField(0));
    } catch (CsvParseException e) {
      return Optional.empty();
    }
  }

  private String tooMany() {
    return "is one more than the %d names that a batch may have; the rest was not read"
        .formatted(maxNames);
  }

  private static String sentenceOf(Kind kind) {
    return switch (kind) {
      case NUL_BYTE -> "holds a zero byte";
      case NOT_UTF8 ->
          "holds bytes that are not UTF-8; save the file as UTF-8 (in a spreadsheet program: \"CSV"
              + " UTF-8\")";
      case LINE_TOO_LONG ->
          "is longer than %d bytes; one name belongs on a line"
              .formatted(SheetLines.MAX_LINE_BYTES);
      case QUOTES_BROKEN ->
          "has a quote that is not closed, or text after a closing quote; a cell may not run over"
              + " several lines";
      case NAME_MALFORMED,
          NAME_REPEATED,
          NAME_TAKEN,
          TOO_MANY_NAMES,
          FILE_TOO_LARGE,
          NOT_A_TEXT_FILE,
          NO_NAMES ->
          throw new IllegalArgumentException(kind + " is told where it is found");
    };
  }
}
