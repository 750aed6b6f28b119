package io.mintmark.label;

import io.mintmark.output.UnfitFileException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Two lengths, across and down, in millimetres, as people write them: `63.5x38.1`.
record Millimetres(double across, double down) {

  private static final double POINTS = 72 / 25.4;
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)[xX×](\\d{1,4}(?:\\.\\d{1,3})?)");

  /// The lengths of an option; empty if it is not given.
  ///
  /// @throws UnfitFileException if they are not two numbers, or out of range
  static Optional<Millimetres> read(Choices choices, String option, double least, double most) {
    String text = choices.text(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var matcher = FORM.matcher(text);
    if (matcher.matches()) {
      var read =
          new Millimetres(
              Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
      if (read.within(least, most)) {
        return Optional.of(read);
      }
    }
    throw new UnfitFileException(
        "the option '%s' is two lengths in mm, across and down, such as 63.5x38.1, each %.0f to %.0f"
            .formatted(option, least, most));
  }

  /// The same in points, of which an inch has 72.
  static double points(double millimetres) {
    return millimetres * POINTS;
  }

  private boolean within(double least, double most) {
    return across >= least && across <= most && down >= least && down <= most;
  }
}
