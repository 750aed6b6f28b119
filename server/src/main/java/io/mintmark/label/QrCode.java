package io.mintmark.label;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.mintmark.output.UnfitFileException;
import java.util.EnumMap;
import java.util.Map;

/// The modules of one QR code, without the white around it.
final class QrCode {

  /// The version that [#of] may choose itself.
  static final int ANY_VERSION = 0;

  private final ByteMatrix modules;
  private final int version;

  private QrCode(ByteMatrix modules, int version) {
    this.modules = modules;
    this.version = version;
  }

  /// The smallest code that holds this text, or one of the given version.
  ///
  /// @throws UnfitFileException if no code holds so much; the message tells no text
  static QrCode of(String text, ErrorCorrectionLevel level, int version) {
    Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
    if (version != ANY_VERSION) {
      hints.put(EncodeHintType.QR_VERSION, version);
    }
    try {
      var code = Encoder.encode(text, level, hints);
      return new QrCode(code.getMatrix(), code.getVersion().getVersionNumber());
    } catch (WriterException _) {
      throw new UnfitFileException(
          "a content of %d characters is too long for a QR code of error correction %s; shorten it, or choose a lower level"
              .formatted(text.length(), level));
    }
  }

  /// Modules along a side, 21 to 177.
  int size() {
    return modules.getWidth();
  }

  /// 1 to 40; each is 4 modules wider than the one before.
  int version() {
    return version;
  }

  boolean isDark(int column, int row) {
    return modules.get(column, row) == 1;
  }

  /// Calls the pen for each run of dark modules, row by row.
  <X extends Exception> void eachRun(Pen<X> pen) throws X {
    for (int row = 0; row < size(); row++) {
      int column = 0;
      while (column < size()) {
        int end = column;
        while (end < size() && isDark(end, row)) {
          end++;
        }
        if (end > column) {
          pen.draw(column, row, end - column);
        }
        column = end + 1;
      }
    }
  }

  /// Draws dark modules that lie side by side.
  @FunctionalInterface
  interface Pen<X extends Exception> {
    void draw(int column, int row, int length) throws X;
  }
}
