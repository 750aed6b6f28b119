package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.WireText;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of a form body. C SDKs send values raw, JavaScript and Python percent-encode them;
/// both read the same. Names are kept in lower case, because vendors' pages spell them in several
/// ways.
record FormBody(Map<String, String> fields) {

  private static final int MAX_BYTES = 4096;

  /// Empty if the body is too long, badly encoded, or names a field twice.
  static Optional<FormBody> parse(byte[] body) {
    Optional<String> text = body.length > MAX_BYTES ? Optional.empty() : WireText.utf8(body);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    for (String part : text.get().split("&", -1)) {
      int equals = part.indexOf('=');
      var name = decode(equals < 0 ? part : part.substring(0, equals));
      var value = decode(equals < 0 ? "" : part.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      if (fields.put(name.get().toLowerCase(Locale.ROOT), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new FormBody(fields));
  }

  /// Empty if the field is empty or missing, which is the same fault.
  String value(String lowerCaseName) {
    return fields.getOrDefault(lowerCaseName, "");
  }

  private static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text.replace('+', ' '));
    }
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (!isByte(text, i + 1)) {
          return Optional.empty();
        }
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c == '+' ? ' ' : c);
      } else {
        return Optional.empty(); // raw and encoded characters mixed: no client does that
      }
    }
    return WireText.utf8(bytes.toByteArray());
  }

  private static boolean isByte(String text, int at) {
    return at + 2 <= text.length()
        && HexFormat.isHexDigit(text.charAt(at))
        && HexFormat.isHexDigit(text.charAt(at + 1));
  }
}
