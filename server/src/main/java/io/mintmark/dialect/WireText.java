package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Text from the wire, before anybody trusts it.
public final class WireText {

  private WireText() {}

  /// The identity that two names from the wire could mean; empty if they cannot name any device.
  ///
  /// Names of both vendors are visible ASCII; anything else is refused here, so that no store and
  /// no log ever sees it. Whether a name fits its dialect's form is not asked: one that does not is
  /// simply not found, and imported devices keep the names they have.
  public static Optional<DeviceIdentity> identity(
      @Nullable String productKey, @Nullable String deviceName) {
    if (productKey == null || !ProductKey.isWellFormed(productKey)) {
      return Optional.empty();
    }
    if (deviceName == null || !DeviceIdentity.isWellFormed(deviceName) || !isVisible(deviceName)) {
      return Optional.empty();
    }
    return Optional.of(new DeviceIdentity(new ProductKey(productKey), deviceName));
  }

  /// Fit to be shown and stored: at most `limit` characters, and `?` for whatever is not visible.
  public static String shown(String text, int limit) {
    var shown = new StringBuilder(text.substring(0, Math.min(limit, text.length())));
    for (int i = 0; i < shown.length(); i++) {
      if (!isVisible(shown.charAt(i))) {
        shown.setCharAt(i, '?');
      }
    }
    return shown.toString();
  }

  /// The text that these bytes are; empty if they are not UTF-8.
  public static Optional<String> utf8(byte[] bytes) {
    try {
      var decoder =
          StandardCharsets.UTF_8.newDecoder(); // reports, where new String() would replace
      return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isVisible(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(char c) {
    return c > ' ' && c < 0x7f;
  }
}
