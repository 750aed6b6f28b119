package io.mintmark.sheet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a file is by its first bytes, whatever its name says. The signatures are those of the
/// formats' own specifications.
enum FileSigns {
  /// An `.xlsx`, as every other archive of the ZIP kind.
  ZIP("PK\3\4\nPK\5\6"),
  /// An `.xls` of old, and a newer one behind a password.
  OLD_OFFICE("\u00D0\u00CF\u0011\u00E0"),
  OTHER_FORMAT(
      "%PDF\n\u0089PNG\nGIF8\n\u00FF\u00D8\u00FF\n\u001F\u008B\n7z\u00BC\u00AF\nRar!\n\u007FELF\n{\\rtf"),
  TEXT("");

  /// How many bytes [#of] wants to see.
  static final int HEAD = 512;

  private static final List<String> MARK_UP =
      List.of("<!doctype", "<html", "<?xml", "<table", "<meta");

  /// One a line, as ISO 8859-1.
  private final String beginnings;

  FileSigns(String beginnings) {
    this.beginnings = beginnings;
  }

  static FileSigns of(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1);
    for (var signs : values()) {
      if (signs.beginnings.lines().anyMatch(text::startsWith)) {
        return signs;
      }
    }
    // Some programs export a page of HTML or XML under the name of a spreadsheet.
    var plain = text.replace("\u00EF\u00BB\u00BF", "").strip().toLowerCase(Locale.ROOT);
    return MARK_UP.stream().anyMatch(plain::startsWith) ? OTHER_FORMAT : TEXT;
  }

  /// Whether so many bytes are control characters or zeros that nobody wrote them as text; a few
  /// are told line by line instead.
  static boolean isRubbish(byte[] head) {
    int zeros = 0;
    int controls = 0;
    for (byte b : head) {
      if (b == 0) {
        zeros++;
      } else if (b > 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        controls++;
      }
    }
    return (controls > 3 && controls * 20 > head.length) || (zeros > 3 && zeros * 3 > head.length);
  }
}
