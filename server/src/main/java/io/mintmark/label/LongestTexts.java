package io.mintmark.label;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Mode;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.EnumMap;
import java.util.Map;

/// Finds the largest QR code that a file will need, without drawing them all: a code's size follows
/// from the length of its text and from how densely its characters can be written.
final class LongestTexts {

  private final Map<Mode, String> longest = new EnumMap<>(Mode.class);

  void add(String text) {
    longest.merge(Encoder.chooseMode(text), text, (a, b) -> b.length() > a.length() ? b : a);
  }

  /// The version that holds every text added; at least 1.
  ///
  /// @throws io.mintmark.output.UnfitFileException if one of them is too long for any
  int version(ErrorCorrectionLevel level) {
    return longest.values().stream()
        .mapToInt(text -> QrCode.of(text, level, QrCode.ANY_VERSION).version())
        .max()
        .orElse(1);
  }
}
