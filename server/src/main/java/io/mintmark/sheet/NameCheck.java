package io.mintmark.sheet;

import io.mintmark.explanation.Said;
import io.mintmark.product.IdentityFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Judges one cell as a DeviceName, without a look at the others, and repairs what only one reading
/// can be meant by.
final class NameCheck {

  /// As spreadsheet programs write what they took for a number.
  private static final Pattern SCIENTIFIC =
      Pattern.compile("-?\\d([.,]\\d+)?E\\+\\d{2,3}", Pattern.CASE_INSENSITIVE);

  private static final Pattern MARKED = Pattern.compile("=\"([^\"]*)\"|'(.*)");

  /// Digits that a spreadsheet keeps of a number.
  private static final int KEPT_DIGITS = 15;

  private final IdentityFormat format;
  private final SheetLimits limits;

  NameCheck(IdentityFormat format, SheetLimits limits) {
    this.format = format;
    this.limits = limits;
  }

  /// One thing that is wrong with the cell.
  ///
  /// @param said made only when somebody is told: a file may have a million faults
  record Fault(FindingKind kind, Supplier<Said> said) {

    static Fault of(FindingKind kind, Object... values) {
      return new Fault(kind, () -> kind.said(values));
    }
  }

  /// What became of a cell.
  ///
  /// @param name what it says, as a name
  /// @param sound the name without its faults; null if only its owner can tell
  record Verdict(String name, @Nullable String sound, List<Fault> faults) {}

  Verdict check(Cell cell) {
    return switch (cell.kind()) {
      case TEXT -> text(cell.text(), List.of());
      case NUMBER -> number(cell.text());
      case FORMULA -> text(cell.text(), List.of(Fault.of(FindingKind.FORMULA_CELL)));
      case OTHER -> hopeless(cell.text(), Fault.of(FindingKind.NOT_TEXT));
      case MISQUOTED -> hopeless(cell.text(), Fault.of(FindingKind.QUOTES_BROKEN));
    };
  }

  /// Whether the dialect takes the name as it is.
  boolean isSound(String name) {
    int length = name.length();
    if (length < format.minNameLength() || length > format.maxNameLength()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isAllowed(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isAllowed(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c < 128 && format.nameMarks().indexOf(c) >= 0);
  }

  private Verdict number(String text) {
    var warned = List.of(Fault.of(FindingKind.NUMBER_CELL));
    try {
      var number = new BigDecimal(text).stripTrailingZeros();
      if (number.scale() > 0) {
        return text(text, warned);
      }
      if (number.precision() > KEPT_DIGITS || number.precision() - number.scale() > KEPT_DIGITS) {
        return hopeless(text, Fault.of(FindingKind.DIGITS_LOST));
      }
      return text(number.toPlainString(), warned);
    } catch (NumberFormatException e) {
      return text(text, warned);
    }
  }

  private Verdict text(String text, List<Fault> before) {
    if (isSound(text)) {
      return new Verdict(text, text, withHints(text, before));
    }
    if (text.length() > limits.maxCellChars()) {
      return hopeless(text, Fault.of(FindingKind.CELL_TOO_LONG, limits.maxCellChars()));
    }
    if (text.indexOf(0) >= 0) {
      return hopeless(text, Fault.of(FindingKind.NUL_BYTE));
    }
    if (text.indexOf('\uFFFD') >= 0) {
      return hopeless(text, Fault.of(FindingKind.BYTES_UNREADABLE));
    }
    var faults = new ArrayList<Fault>(before);
    var cleaned = new NameCleaner(faults).clean(text);
    if (SCIENTIFIC.matcher(cleaned).matches()) {
      faults.add(Fault.of(FindingKind.SCIENTIFIC_NOTATION));
      return new Verdict(text, null, faults);
    }
    var bare = unmarked(cleaned, faults);
    if (isSound(bare)) {
      return new Verdict(text, bare, withHints(bare, faults));
    }
    addFaultOf(bare, faults);
    return new Verdict(text, null, faults);
  }

  /// The name inside `="…"` or behind an apostrophe.
  private static String unmarked(String text, List<Fault> faults) {
    var marked = MARKED.matcher(text);
    if (marked.matches()) {
      faults.add(Fault.of(FindingKind.SPREADSHEET_MARK));
      return marked.group(1) != null ? marked.group(1) : marked.group(2);
    }
    return text;
  }

  private void addFaultOf(String name, List<Fault> faults) {
    if (name.isEmpty()) {
      faults.add(Fault.of(FindingKind.NAME_EMPTY));
      return;
    }
    if (name.startsWith("=") || name.startsWith("+")) {
      faults.add(Fault.of(FindingKind.FORMULA));
      return;
    }
    int bad = firstBad(name);
    if (bad >= 0) {
      faults.add(Fault.of(FindingKind.BAD_CHARACTER, Shown.character(bad), format.nameMarks()));
    }
    if (name.length() < format.minNameLength() || name.length() > format.maxNameLength()) {
      faults.add(
          Fault.of(
              FindingKind.BAD_LENGTH,
              name.codePointCount(0, name.length()),
              format.minNameLength(),
              format.maxNameLength()));
    }
  }

  private int firstBad(String name) {
    return name.codePoints()
        .filter(point -> point > 127 || !isAllowed((char) point))
        .findFirst()
        .orElse(-1);
  }

  private static List<Fault> withHints(String name, List<Fault> faults) {
    boolean formulaLike = name.charAt(0) == '-' || name.charAt(0) == '@';
    boolean defaultMac = DefaultMacs.isDefault(name);
    if (!formulaLike && !defaultMac) {
      return faults;
    }
    var all = new ArrayList<>(faults);
    if (formulaLike) {
      all.add(Fault.of(FindingKind.FORMULA_LIKE, name.substring(0, 1)));
    }
    if (defaultMac) {
      all.add(Fault.of(FindingKind.MAC_DEFAULT));
    }
    return all;
  }

  private static Verdict hopeless(String text, Fault fault) {
    return new Verdict(text, null, List.of(fault));
  }
}
