package io.mintmark.dialect;

import java.util.Base64;
import java.util.HexFormat;

/// Undoes the text form of a signature. Text that cannot be undone becomes an empty signature,
/// which fits nothing, so that a wrong form is refused exactly like a wrong value.
public final class Signatures {

  private static final byte[] NONE = {};

  private Signatures() {}

  /// Of hex, in either case: vendors' SDKs write both.
  public static byte[] ofHex(String text) {
    if (text.length() % 2 != 0) {
      return NONE;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return NONE;
      }
    }
    return HexFormat.of().parseHex(text);
  }

  /// Of standard base64.
  public static byte[] ofBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }
}
