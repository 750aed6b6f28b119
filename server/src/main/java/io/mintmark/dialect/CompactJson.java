package io.mintmark.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One JSON object without a single blank, members in the order they are put. Vendors' C clients
/// search the bytes for `"name":` and take what follows as it stands, without unescaping: so `/`,
/// `=`, `+` and `&` are never escaped, only what JSON itself forbids. For one thread, for one use.
public final class CompactJson {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(256).append('{');

  private CompactJson() {}

  public static CompactJson object() {
    return new CompactJson();
  }

  public CompactJson put(String name, String value) {
    member(name);
    quote(value);
    return this;
  }

  public CompactJson put(String name, long value) {
    member(name);
    text.append(value);
    return this;
  }

  public CompactJson put(String name, CompactJson value) {
    member(name);
    text.append(value.text).append('}');
    return this;
  }

  /// A member whose value is the objects in a list.
  public CompactJson put(String name, List<CompactJson> values) {
    member(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",").append(values.get(i).text).append('}');
    }
    text.append(']');
    return this;
  }

  /// A member whose value is JSON already, written as it stands.
  public CompactJson putVerbatim(String name, String json) {
    member(name);
    text.append(json);
    return this;
  }

  public CompactJson putNull(String name) {
    member(name);
    text.append("null");
    return this;
  }

  /// The object, which may hold a secret.
  public byte[] toBytes() {
    return (text + "}").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "CompactJson"; // what it holds may be a secret
  }

  private void member(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
