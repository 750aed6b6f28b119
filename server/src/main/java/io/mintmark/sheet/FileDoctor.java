package io.mintmark.sheet;

import io.mintmark.explanation.Said;
import io.mintmark.product.IdentityFormat;
import io.mintmark.sheet.NameCheck.Fault;
import io.mintmark.sheet.NameCheck.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Examines an owner's file of DeviceNames: reads it once, row by row, and tells everything that is
/// wrong with it. `docs/names.md` tells the rules.
///
/// It holds the names in some 60 bytes each, and of the findings the first ones; nothing else grows
/// with the file. For one thread.
public final class FileDoctor {

  /// What the first cell may read if the first row is a header, in lower case.
  static final Set<String> HEADERS =
      Set.of("devicename", "device_name", "device name", "设备名称", "设备名");

  private static final int NAME_COLUMN = 1;

  private final IdentityFormat format;
  private final SheetLimits limits;
  private final ExaminedRow.Sink sink;
  private final NameCheck check;
  private final SeenNames seen = new SeenNames();
  private final ColumnView column = new ColumnView();
  private final LastLine lastLine = new LastLine();
  private final Findings.Collector findings = new Findings.Collector();
  private final BitSet takenRows = new BitSet();
  private ColumnRepair repair = ColumnRepair.NONE;
  private @Nullable TextEncoding encoding;
  private boolean begun;
  private boolean whole = true;
  private int rows;

  private FileDoctor(IdentityFormat format, SheetLimits limits, ExaminedRow.Sink sink) {
    this.format = format;
    this.limits = limits;
    this.sink = sink;
    this.check = new NameCheck(format, limits);
  }

  /// Reads a file to its end, or to the first limit it passes.
  ///
  /// @throws IOException if the stream broke off
  public static FileDoctor examine(RowSource source, IdentityFormat format, SheetLimits limits)
      throws IOException {
    return examine(source, format, limits, ExaminedRow.Sink.NONE);
  }

  static FileDoctor examine(
      RowSource source, IdentityFormat format, SheetLimits limits, ExaminedRow.Sink sink)
      throws IOException {
    var doctor = new FileDoctor(format, limits, sink);
    doctor.read(source);
    return doctor;
  }

  /// What to say of a file that could not even be opened.
  public static FileDoctor ofUnreadable(UnreadableSheetException e, IdentityFormat format) {
    var doctor = new FileDoctor(format, SheetLimits.DEFAULTS, ExaminedRow.Sink.NONE);
    doctor.giveUp(e);
    return doctor;
  }

  /// The names in the order of the file, none twice. With errors they only serve to be looked up:
  /// those that can be repaired stand there repaired, and others that cannot be taken are among
  /// them.
  public List<String> names() {
    return seen.names();
  }

  /// In what the file is written; empty for a spreadsheet.
  public Optional<TextEncoding> encoding() {
    return Optional.ofNullable(encoding);
  }

  /// Rows with content, without the header.
  public int rows() {
    return rows;
  }

  /// Whether the file was read to its end.
  public boolean whole() {
    return whole;
  }

  /// Adds that these of the names are taken.
  public void addTaken(Collection<String> names) {
    for (var name : names) {
      int row = seen.rowOf(name);
      takenRows.set(row);
      tell(row, name, null, FindingKind.NAME_TAKEN);
    }
  }

  /// Adds that these of the names belonged to devices that were deleted.
  public void addDeletedEarlier(Collection<String> names) {
    names.forEach(name -> tell(seen.rowOf(name), name, null, FindingKind.NAME_DELETED_EARLIER));
  }

  public Findings findings() {
    return findings.inOrder(repair);
  }

  /// Rows whose names are taken in the product.
  BitSet takenRows() {
    return takenRows;
  }

  /// What is to be done to every name beside what is done to each.
  ColumnRepair repair() {
    return repair;
  }

  private void read(RowSource source) throws IOException {
    try {
      var row = source.next();
      while (row.isPresent() && take(row.get())) {
        row = source.next();
      }
      finish(source);
    } catch (UnreadableSheetException e) {
      giveUp(e);
    } finally {
      encoding = source instanceof TextRows text ? text.encoding() : null;
    }
  }

  private void giveUp(UnreadableSheetException e) {
    whole = false;
    findings.add(new Finding(e.row(), 0, e.kind(), "", null, e.said()));
  }

  /// False if nothing after this row is to be read.
  private boolean take(Row row) {
    if (row.cells().isEmpty()) {
      return true;
    }
    boolean first = !begun;
    begun = true;
    if (first && isHeader(row.cells().getFirst())) {
      sink.header(row.cells().stream().map(Cell::text).toList());
      return true;
    }
    rows++;
    if (rows > limits.maxRows()) {
      whole = false;
      tell(row.number(), "", null, FindingKind.TOO_MANY_NAMES, limits.maxRows());
      return false;
    }
    lastLine.add(row);
    examine(row);
    return true;
  }

  private void examine(Row row) {
    var errors = EnumSet.noneOf(FindingKind.class);
    examineRemarks(row, errors);
    var verdict = check.check(row.cells().getFirst());
    String sound = verdict.sound();
    String repaired = verdict.name().equals(sound) ? null : sound;
    for (Fault fault : verdict.faults()) {
      tell(row.number(), NAME_COLUMN, verdict.name(), repaired, fault.kind(), fault.said());
      note(fault.kind(), errors);
    }
    String entered = sound != null ? sound : shortDigits(verdict);
    if (entered != null) {
      note(enter(row.number(), entered), errors);
    }
    sink.row(new ExaminedRow(row.number(), texts(row, verdict.name()), sound, errors));
  }

  /// Digits that may have lost their zeros are looked at with the others in the end.
  private @Nullable String shortDigits(Verdict verdict) {
    String name = verdict.name();
    return name.length() < format.minNameLength() && ColumnRepair.isDigits(name) ? name : null;
  }

  private static void note(@Nullable FindingKind kind, Set<FindingKind> errors) {
    if (kind != null && kind.isError()) {
      errors.add(kind);
    }
  }

  private @Nullable FindingKind enter(int row, String name) {
    var earlier = seen.add(name, row);
    if (earlier.relation() != SeenNames.Relation.SAME_NAME) {
      column.add(name);
    }
    var kind =
        switch (earlier.relation()) {
          case NONE -> null;
          case SAME_NAME -> FindingKind.NAME_REPEATED;
          case SAME_MAC -> FindingKind.MAC_REPEATED;
          case LOOKS_ALIKE -> FindingKind.NAMES_ALIKE;
        };
    if (kind != null) {
      tell(row, name, null, kind, earlier.row(), earlier.name());
    }
    return kind;
  }

  private void examineRemarks(Row row, Set<FindingKind> errors) {
    for (int i = 1; i < row.cells().size(); i++) {
      var cell = row.cells().get(i);
      var kind = kindOfRemark(cell);
      if (kind != null) {
        tell(row.number(), i + 1, cell.text(), null, kind, () -> kind.said(limits.maxCellChars()));
        note(kind, errors);
      }
    }
  }

  private @Nullable FindingKind kindOfRemark(Cell cell) {
    if (cell.kind() == Cell.Kind.MISQUOTED) {
      return FindingKind.QUOTES_BROKEN;
    }
    if (cell.text().length() > limits.maxCellChars()) {
      return FindingKind.CELL_TOO_LONG;
    }
    boolean damaged = cell.text().indexOf(0) >= 0 || cell.text().indexOf('\uFFFD') >= 0;
    return damaged ? FindingKind.REMARK_UNREADABLE : null;
  }

  private void finish(RowSource source) {
    if (rows == 0) {
      tell(0, 0, "", null, FindingKind.NO_NAMES, FindingKind.NO_NAMES::said);
    }
    if (whole && source instanceof TextRows text && text.endsOpen() && lastLine.looksCut()) {
      tell(lastLine.number(), lastLine.name(), null, FindingKind.LAST_LINE_CUT);
    }
    var wanted = column.repair(format);
    repair = ColumnView.withoutCollisions(wanted, seen);
    ColumnView.outOfLine(wanted, seen.names(), (place, kind) -> tellOutOfLine(wanted, place, kind));
  }

  private void tellOutOfLine(ColumnRepair wanted, int place, FindingKind kind) {
    String name = seen.names().get(place);
    String better = repair.of(name);
    String repaired = better.equals(name) ? null : better;
    var usual = kind == FindingKind.ZEROS_LOST ? String.valueOf(wanted.digits()) : wanted.of(name);
    tell(seen.row(place), name, repaired, kind, usual);
  }

  private void tell(
      int row, String name, @Nullable String repaired, FindingKind kind, Object... values) {
    tell(row, NAME_COLUMN, name, repaired, kind, () -> kind.said(values));
  }

  private void tell(
      int row,
      int column,
      String value,
      @Nullable String repaired,
      FindingKind kind,
      Supplier<Said> said) {
    if (findings.count(kind)) {
      findings.keep(new Finding(row, column, kind, Shown.of(value), repaired, said.get()));
    }
  }

  private static List<String> texts(Row row, String name) {
    if (row.cells().size() == 1) {
      return List.of(name);
    }
    var texts = new ArrayList<String>(row.cells().size());
    row.cells().forEach(cell -> texts.add(cell.text()));
    texts.set(0, name);
    return texts;
  }

  private static boolean isHeader(Cell cell) {
    return HEADERS.contains(cell.text().strip().toLowerCase(Locale.ROOT));
  }
}
