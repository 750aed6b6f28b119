package io.mintmark.production;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the faults of one list of names: counts all, keeps the first ones.
final class FaultList {

  /// Longest name shown, characters; longer ones are cut.
  private static final int SHOWN = 64;

  private final List<SheetFault> first = new ArrayList<>();
  private int total;

  void add(int line, String name, SheetFault.Kind kind, String sentence) {
    total++;
    if (first.size() < SheetFaults.KEPT) {
      first.add(new SheetFault(line, shown(name), kind, sentence));
    }
  }

  boolean isEmpty() {
    return total == 0;
  }

  SheetFaults inOrder() {
    return new SheetFaults(
        first.stream().sorted(Comparator.comparingInt(SheetFault::line)).toList(), total);
  }

  /// The name without anything that could move a cursor, change the reading direction or hide.
  private static String shown(String name) {
    var text = new StringBuilder();
    int[] points = name.codePoints().limit(SHOWN + 1).toArray();
    for (int i = 0; i < Math.min(points.length, SHOWN); i++) {
      if (isVisible(points[i])) {
        text.appendCodePoint(points[i]);
      } else {
        text.append("\\u%04X".formatted(points[i]));
      }
    }
    return points.length > SHOWN ? text.append('…').toString() : text.toString();
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
