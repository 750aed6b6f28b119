package io.mintmark.sheet;

/// What a file holds, made fit to be shown: nothing that could move a cursor, change the reading
/// direction or hide.
final class Shown {

  /// Longest text shown, characters; longer ones are cut.
  private static final int LONGEST = 64;

  private Shown() {}

  static String of(String value) {
    var text = new StringBuilder();
    int[] points = value.codePoints().limit(LONGEST + 1).toArray();
    for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
      append(text, points[i]);
    }
    return points.length > LONGEST ? text.append('…').toString() : text.toString();
  }

  /// One character by itself, with its number unless it is plain.
  static String character(int point) {
    if (point > ' ' && point < 127) {
      return "'" + (char) point + "'";
    }
    var number = "U+%04X".formatted(point);
    return isVisible(point) && !Character.isSpaceChar(point)
        ? "'" + Character.toString(point) + "' (" + number + ")"
        : number;
  }

  private static void append(StringBuilder text, int point) {
    if (isVisible(point)) {
      text.appendCodePoint(point);
    } else {
      text.append("\\u%04X".formatted(point));
    }
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
