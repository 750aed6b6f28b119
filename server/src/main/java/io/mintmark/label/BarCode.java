package io.mintmark.label;

import com.google.zxing.oned.Code128Writer;
import io.mintmark.output.UnfitFileException;
import java.util.Locale;

/// A DeviceName as Code 128.
///
/// @param bars the modules, dark or not
@SuppressWarnings("ArrayRecordComponent") // made, drawn and forgotten
record BarCode(boolean[] bars) {

  /// White on each side, as the standard asks.
  private static final int QUIET = 10;

  /// Two dots of a printer of 300 dots an inch.
  private static final double LEAST_MODULE_MM = 0.17;

  private static final double MOST_MODULE_MM = 0.5;

  static BarCode of(String name) {
    return new BarCode(new Code128Writer().encode(name));
  }

  /// Width of a module that fills the room; the label's edges count as white beside the code.
  ///
  /// @param room for the bars alone, points
  /// @throws UnfitFileException if the bars would be too thin to scan
  double module(Box room) {
    double white = room.left();
    double all = room.width() + 2 * white;
    double module = Math.min(room.width() / bars.length, all / (bars.length + 2.0 * QUIET));
    if (module < Millimetres.points(LEAST_MODULE_MM)) {
      throw new UnfitFileException(
          String.format(
              Locale.ROOT,
              "the Code 128 of a DeviceName needs %.0f mm on a label of %.0f mm; take a wider label, or leave out 'code128'",
              Math.ceil((bars.length + 2 * QUIET) * LEAST_MODULE_MM),
              all / Millimetres.points(1)));
    }
    return Math.min(module, Millimetres.points(MOST_MODULE_MM));
  }
}
