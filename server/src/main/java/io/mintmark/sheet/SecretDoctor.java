package io.mintmark.sheet;

import io.mintmark.device.InitialState;
import io.mintmark.explanation.Said;
import io.mintmark.product.IdentityFormat;
import io.mintmark.product.Product;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Examines a file of devices that have secrets already: reads it once, row by row, and tells
/// everything that is wrong with it. `docs/import.md` tells the rules.
///
/// No finding shows a secret, also if columns were mixed up or a separator was not understood: of a
/// cell only its length is told, unless it is a sound DeviceName in the column of names. Holds the
/// names in some 60 bytes each. For one thread.
public final class SecretDoctor {

  private final Product product;
  private final IdentityFormat format;
  private final SheetLimits limits;
  private final Sink sink;
  private final NameCheck check;
  private final SeenNames seen = new SeenNames();
  private final Findings.Collector findings = new Findings.Collector();
  private SecretColumns columns = SecretColumns.USUAL;
  private boolean begun;
  private boolean sound = true;
  private int rows;
  private int lastRow;
  private int lastSecret = Integer.MAX_VALUE;
  private int shortestBefore = Integer.MAX_VALUE;

  private SecretDoctor(Product product, SheetLimits limits, Sink sink) {
    this.product = product;
    this.format = product.dialect().format();
    this.limits = limits;
    this.sink = sink;
    this.check = new NameCheck(format, limits);
  }

  /// Gets the units of a file, in order, as long as nothing is wrong with it.
  @FunctionalInterface
  public interface Sink {
    void unit(String name, SecretText secret, InitialState state);
  }

  /// Reads a file to its end, or to the first limit it passes.
  ///
  /// @throws IOException if the stream broke off
  static SecretDoctor examine(RowSource source, Product product, SheetLimits limits, Sink sink)
      throws IOException {
    var doctor = new SecretDoctor(product, limits, sink);
    doctor.read(source);
    return doctor;
  }

  /// What to say of a file that could not even be opened.
  static SecretDoctor ofUnreadable(UnreadableSheetException e, Product product) {
    var doctor = new SecretDoctor(product, SheetLimits.DEFAULTS, (_, _, _) -> {});
    doctor.giveUp(e);
    return doctor;
  }

  /// The names in the order of the file, none twice. With errors they only serve to be looked up.
  public List<String> names() {
    return seen.names();
  }

  /// Adds that these of the names are taken.
  public void addTaken(Collection<String> names) {
    for (var name : names) {
      tell(seen.rowOf(name), columns.name(), name, FindingKind.NAME_TAKEN);
    }
  }

  public Findings findings() {
    return findings.inOrder(ColumnRepair.NONE);
  }

  private void read(RowSource source) throws IOException {
    try {
      var row = source.next();
      while (row.isPresent() && take(row.get())) {
        row = source.next();
      }
      if (rows == 0 && sound) {
        tell(0, -1, "", FindingKind.NO_NAMES);
      }
      if (source instanceof TextRows text && text.endsOpen()) {
        examineEnd();
      }
    } catch (UnreadableSheetException e) {
      giveUp(e);
    }
  }

  private void giveUp(UnreadableSheetException e) {
    sound = false;
    findings.add(new Finding(e.row(), 0, e.kind(), "", null, e.said()));
  }

  /// A secret that was cut off may still look like one.
  private void examineEnd() {
    if (lastSecret < shortestBefore && shortestBefore < Integer.MAX_VALUE) {
      tell(lastRow, columns.secret(), "", FindingKind.SECRET_CUT);
    }
  }

  /// False if nothing after this row is to be read.
  private boolean take(Row row) {
    if (row.cells().isEmpty()) {
      return true;
    }
    if (!begun) {
      begun = true;
      var header = SecretColumns.ofHeader(row);
      if (header.isPresent()) {
        return takeHeader(row, header.get());
      }
    }
    rows++;
    if (rows > limits.maxRows()) {
      tell(row.number(), -1, "", FindingKind.TOO_MANY_NAMES, limits.maxRows());
      return false;
    }
    examine(row);
    return true;
  }

  private boolean takeHeader(Row row, SecretColumns header) {
    if (!header.clear()) {
      tell(row.number(), -1, "", FindingKind.COLUMNS_UNCLEAR);
      return false;
    }
    columns = header;
    return true;
  }

  private void examine(Row row) {
    examineProduct(row);
    var name = name(row);
    var secret = secret(row);
    var state = state(row);
    if (sound) {
      sink.unit(name.orElseThrow(), secret.orElseThrow(), state.orElseThrow());
    }
  }

  private void examineProduct(Row row) {
    if (columns.product() >= 0) {
      var cell = cell(row, columns.product());
      if (!cell.text().strip().equals(product.key().value())) {
        tell(row, columns.product(), FindingKind.PRODUCT_DIFFERS, product.key());
      }
    }
  }

  private Optional<String> name(Row row) {
    var verdict = check.check(cell(row, columns.name()));
    boolean shown = verdict.name().equals(verdict.sound());
    String value = shown ? verdict.name() : lengthOf(verdict.name());
    for (var fault : verdict.faults()) {
      tell(row.number(), columns.name(), value, fault.kind(), fault.said());
    }
    if (verdict.sound() == null) {
      return Optional.empty();
    }
    return enter(row, verdict.sound(), value) ? Optional.of(verdict.sound()) : Optional.empty();
  }

  private boolean enter(Row row, String name, String value) {
    var earlier = seen.add(name, row.number());
    return switch (earlier.relation()) {
      case NONE, LOOKS_ALIKE -> true;
      case SAME_NAME -> {
        tell(row.number(), columns.name(), value, FindingKind.NAME_REPEATED, earlier.row());
        yield false;
      }
      case SAME_MAC -> {
        var other = earlier.name();
        tell(row.number(), columns.name(), value, FindingKind.MAC_REPEATED, earlier.row(), other);
        yield false;
      }
    };
  }

  private Optional<SecretText> secret(Row row) {
    var cell = cell(row, columns.secret());
    if (cell.text().isEmpty()) {
      tell(row, columns.secret(), FindingKind.SECRET_EMPTY);
      return Optional.empty();
    }
    if (cell.kind() == Cell.Kind.MISQUOTED) {
      tell(row, columns.secret(), FindingKind.QUOTES_BROKEN);
      return Optional.empty();
    }
    var secret = SecretText.of(cell.text());
    var fault =
        cell.kind() == Cell.Kind.TEXT
            ? format.faultOfDeviceSecret(secret)
            : Optional.of(
                "stands in a cell that is not text, so the spreadsheet may have changed it");
    if (fault.isPresent()) {
      tell(row, columns.secret(), FindingKind.SECRET_UNFIT, fault.get(), cell.text().length());
      return Optional.empty();
    }
    shortestBefore = Math.min(shortestBefore, lastSecret);
    lastSecret = cell.text().length();
    lastRow = row.number();
    return Optional.of(secret);
  }

  private Optional<InitialState> state(Row row) {
    if (columns.state() < 0) {
      return Optional.of(InitialState.UNACTIVATED);
    }
    var state = SecretStates.of(cell(row, columns.state()).text());
    if (state.isEmpty()) {
      tell(row, columns.state(), FindingKind.STATE_UNKNOWN);
    }
    return state;
  }

  private static Cell cell(Row row, int column) {
    return column < row.cells().size() ? row.cells().get(column) : Cell.EMPTY;
  }

  private static String lengthOf(String text) {
    return text.isEmpty() ? "" : "(%d characters)".formatted(text.length());
  }

  private void tell(Row row, int column, FindingKind kind, Object... values) {
    tell(row.number(), column, lengthOf(cell(row, column).text()), kind, values);
  }

  /// @param value what may be shown
  private void tell(int row, int column, String value, FindingKind kind, Object... values) {
    tell(row, column, value, kind, () -> kind.said(values));
  }

  private void tell(int row, int column, String value, FindingKind kind, Supplier<Said> said) {
    sound = sound && !kind.isError();
    if (findings.count(kind)) {
      findings.keep(new Finding(row, column + 1, kind, Shown.of(value), null, said.get()));
    }
  }
}
