package io.mintmark.sheet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands between the cells of a text file. Spreadsheet programs take it from the country they
/// run in.
public enum Separator {
  COMMA(','),
  SEMICOLON(';'),
  TAB('\t');

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  char character() {
    return character;
  }

  /// The one that stands on most of the lines, outside quotes; of two alike the one that comes
  /// first on a line. A line `sep=;` at the top settles it, as in Excel.
  static Separator of(List<String> lines) {
    var declared = lines.isEmpty() ? Optional.<Separator>empty() : declaredBy(lines.getFirst());
    if (declared.isPresent()) {
      return declared.get();
    }
    var best = COMMA;
    long most = 0;
    for (var each : values()) {
      long score = lines.stream().mapToLong(line -> each.scoreOn(line)).sum();
      if (score > most) {
        most = score;
        best = each;
      }
    }
    return best;
  }

  /// The separator that a line declares instead of holding cells.
  static Optional<Separator> declaredBy(String line) {
    if (line.length() != 5 || !line.toLowerCase(Locale.ROOT).startsWith("sep=")) {
      return Optional.empty();
    }
    for (var each : values()) {
      if (line.charAt(4) == each.character) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// 0 if it is not on the line, 2 if it is the first of all on the line, else 1.
  private int scoreOn(String line) {
    boolean quoted = false;
    boolean first = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c == character) {
        return first ? 2 : 1;
      }
      first &= quoted || (c != ',' && c != ';' && c != '\t');
    }
    return 0;
  }
}
