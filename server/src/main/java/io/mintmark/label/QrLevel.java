package io.mintmark.label;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.mintmark.output.FileFormat.Option;
import java.util.Locale;
import java.util.Set;

/// How much of a QR code may be damaged, as an option.
final class QrLevel {

  static final Option OPTION =
      new Option(
          "level",
          "M",
          "Error correction of the code: L, M, Q or H (7, 15, 25 or 30 % of it may be damaged).");

  private QrLevel() {}

  static ErrorCorrectionLevel chosen(Choices choices) {
    String word = choices.word("level", Set.of("l", "m", "q", "h"));
    return ErrorCorrectionLevel.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
