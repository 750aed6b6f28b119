package io.mintmark.label;

import io.mintmark.output.UnfitFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the parts of a label lie. All labels of a file are laid out alike, so that they look alike
/// side by side.
///
/// @param module side of a module of the QR code, points
/// @param code the QR code without the white around it
/// @param text name, title and number
/// @param centred whether the text lies below the code, in the middle
/// @param bars the Code 128 without the white beside it; null if there is none
record LabelLayout(double module, Box code, Box text, boolean centred, @Nullable Box bars) {

  /// What a printer of 300 dots an inch and a telephone's camera can still do.
  private static final double LEAST_MODULE_MM = 0.2;

  /// A narrower label has the text below the code, where there is more room for it.
  private static final double LEAST_RATIO_BESIDE = 1.5;

  private static final double LEAST_TEXT_HEIGHT = 12;
  private static final double LEAST_TEXT_WIDTH = 22;

  /// @param size modules along a side of the QR code
  /// @throws UnfitFileException if the label is too small for what it is to hold
  static LabelLayout of(Millimetres label, LabelDesign design, int size) {
    double width = Millimetres.points(label.across());
    double height = Millimetres.points(label.down());
    double edge = clamp(0.06 * Math.min(width, height), 3, 7);
    Box bars = design.bars() ? bars(width, height, edge) : null;
    double floor = bars == null ? height : bars.top();
    var layout =
        width >= LEAST_RATIO_BESIDE * floor
            ? beside(width, floor, edge, design, size, bars)
            : below(width, floor, edge, design, size, bars);
    return layout.checked(label);
  }

  private static Box bars(double width, double height, double edge) {
    double tall = clamp(0.2 * height, 12, 34);
    return new Box(edge, height - edge - tall, width - 2 * edge, tall);
  }

  /// The code at the left and the text at its right.
  private static LabelLayout beside(
      double width, double floor, double edge, LabelDesign design, int size, @Nullable Box bars) {
    double room = Math.min(floor, 0.62 * width);
    double module = module(room, edge, design.quiet(), size);
    double side = module * size;
    double white = Math.max(edge, design.quiet() * module);
    double top = (floor - side) / 2;
    var code = new Box(white, top, side, side);
    double left = code.right() + Math.max(design.quiet() * module, 0.6 * edge);
    var text = new Box(left, edge, width - edge - left, floor - 2 * edge);
    return new LabelLayout(module, code, text, false, bars);
  }

  /// The code above and the text below it.
  private static LabelLayout below(
      double width, double floor, double edge, LabelDesign design, int size, @Nullable Box bars) {
    double writing = Math.max(LEAST_TEXT_HEIGHT, 0.24 * floor);
    double room = Math.min(width, floor - writing);
    double module = module(room, edge, design.quiet(), size);
    double side = module * size;
    double white = Math.max(edge, design.quiet() * module);
    var code = new Box((width - side) / 2, white, side, side);
    double top = code.bottom() + design.quiet() * module;
    double end = bars == null ? floor - 0.6 * edge : floor - 2;
    var text = new Box(edge, top, width - 2 * edge, end - top);
    return new LabelLayout(module, code, text, true, bars);
  }

  /// As large as the room allows. The label's own edge counts as white around the code.
  private static double module(double room, double edge, int quiet, int size) {
    return Math.min((room - 2 * edge) / size, room / (size + 2.0 * quiet));
  }

  private LabelLayout checked(Millimetres label) {
    double least = Millimetres.points(LEAST_MODULE_MM);
    if (module < least) {
      throw new UnfitFileException(
          String.format(
              Locale.ROOT,
              "the QR code would have modules of %.2f mm on a label of %.1f x %.1f mm, and %.1f mm is"
                  + " the least that scans; take a larger label, a shorter content or a lower 'level'",
              Math.max(0, module / Millimetres.points(1)),
              label.across(),
              label.down(),
              LEAST_MODULE_MM));
    }
    if (text.width() < LEAST_TEXT_WIDTH || text.height() < LEAST_TEXT_HEIGHT) {
      throw new UnfitFileException(
          "no room is left on the label for the DeviceName; take a larger label");
    }
    return this;
  }

  private static double clamp(double value, double least, double most) {
    return Math.min(most, Math.max(least, value));
  }
}
