package io.mintmark.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Reads what was drawn, as a telephone or a hand-held scanner would.
final class Scanner {

  private Scanner() {}

  static BufferedImage image(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of the only QR code in a picture that holds nothing else.
  static String qrAlone(BufferedImage image) {
    return read(image, BarcodeFormat.QR_CODE, true);
  }

  static String qr(BufferedImage image) {
    return read(image, BarcodeFormat.QR_CODE, false);
  }

  static String code128(BufferedImage image) {
    return read(image, BarcodeFormat.CODE_128, false);
  }

  private static String read(BufferedImage image, BarcodeFormat format, boolean alone) {
    int width = image.getWidth();
    int height = image.getHeight();
    var pixels = image.getRGB(0, 0, width, height, null, 0, width);
    LuminanceSource source = new RGBLuminanceSource(width, height, pixels);
    Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
    hints.put(DecodeHintType.POSSIBLE_FORMATS, List.of(format));
    hints.put(alone ? DecodeHintType.PURE_BARCODE : DecodeHintType.TRY_HARDER, true);
    for (var binarizer :
        List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
      try {
        return new MultiFormatReader().decode(new BinaryBitmap(binarizer), hints).getText();
      } catch (NotFoundException _) {
        // The other way of telling dark from light may do.
      }
    }
    return "nothing to be read";
  }
}
