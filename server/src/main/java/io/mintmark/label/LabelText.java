package io.mintmark.label;

import io.mintmark.output.UnfitFileException;
import java.util.ArrayList;
import java.util.List;

/// The lines of text of one label: title, DeviceName, number.
///
/// @param lines from the top
/// @param height of all of them, points
record LabelText(List<Line> lines, double height) {

  /// Smaller letters are not read without a lens.
  static final double LEAST_SIZE = 5;

  private static final double LARGEST_SIZE = 13;

  /// A name is rather set so small than broken into two lines.
  private static final double LARGEST_BROKEN_SIZE = 6;

  private static final double LEADING = 1.18;

  /// @param size of the font, points
  record Line(String text, double size) {

    double leading() {
      return size * LEADING;
    }
  }

  /// The name as large as the box allows, and the rest along with it.
  ///
  /// @throws UnfitFileException if it does not fit, not even in the smallest letters
  static LabelText fitted(LabelFont font, Box box, LabelDesign design, String name, int number) {
    for (boolean atMarks : new boolean[] {true, false}) {
      for (double size = LARGEST_SIZE; size >= LEAST_SIZE; size -= 0.5) {
        var names = font.lines(name, box.width() / size, atMarks);
        if (names.size() == 1 || size <= LARGEST_BROKEN_SIZE) {
          var text = assembled(font, box, design, names, size, number);
          if (text.height() <= box.height()) {
            return text;
          }
        }
      }
    }
    throw tooMuch();
  }

  /// Makes sure that [#fitted] takes every name up to a width.
  ///
  /// @param width of the widest name, in sizes of the font
  /// @throws UnfitFileException unless it does
  static void require(LabelFont font, Box box, LabelDesign design, double width) {
    double line = box.width() / LEAST_SIZE;
    // At the end of each line less than a letter's width is left empty.
    double lines = width <= line ? 1 : Math.ceil(width / (line - LabelFont.WIDEST_LETTER));
    var rest = assembled(font, box, design, List.of(), LEAST_SIZE, 1);
    if (rest.height() + lines * LEAST_SIZE * LEADING > box.height()) {
      throw tooMuch();
    }
  }

  private static UnfitFileException tooMuch() {
    return new UnfitFileException(
        "the text does not fit on the label in letters of %.0f points; take a larger label, or leave out 'title' and 'number'"
            .formatted(LEAST_SIZE));
  }

  private static LabelText assembled(
      LabelFont font, Box box, LabelDesign design, List<String> names, double size, int number) {
    var lines = new ArrayList<Line>();
    double small = Math.max(LEAST_SIZE, 0.75 * size);
    if (!design.title().isEmpty()) {
      double wide = font.width(design.title());
      lines.add(new Line(design.title(), titleSize(Math.min(small, box.width() / wide))));
    }
    names.forEach(line -> lines.add(new Line(line, size)));
    if (design.number()) {
      lines.add(new Line("#" + number, small));
    }
    return new LabelText(lines, lines.stream().mapToDouble(Line::leading).sum());
  }

  private static double titleSize(double size) {
    if (size < LEAST_SIZE) {
      throw new UnfitFileException(
          "the title does not fit on the label in letters of %.0f points; shorten the option 'title', or take a larger label"
              .formatted(LEAST_SIZE));
    }
    return size;
  }
}
