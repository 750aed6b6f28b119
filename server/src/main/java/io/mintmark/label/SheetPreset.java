package io.mintmark.label;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/// Sheets and rolls that are sold everywhere, named after paper and label in whole millimetres.
record SheetPreset(String word, SheetForm form) {

  private static final Millimetres A4 = mm(210, 297);
  private static final Millimetres LETTER = mm(215.9, 279.4);

  private static final List<SheetPreset> ALL =
      List.of(
          // As Avery L7651, L7654, L7159, L7160, L7163, 5160 and 5167, in this order.
          sheet("a4-38x21", A4, mm(38.1, 21.2), mm(4.75, 10.7), mm(2.5, 0), 5, 13),
          sheet("a4-46x25", A4, mm(45.7, 25.4), mm(9.7, 21.5), mm(2.6, 0), 4, 10),
          sheet("a4-64x34", A4, mm(63.5, 33.9), mm(7.25, 12.9), mm(2.5, 0), 3, 8),
          sheet("a4-64x38", A4, mm(63.5, 38.1), mm(7.25, 15.15), mm(2.5, 0), 3, 7),
          sheet("a4-99x38", A4, mm(99.1, 38.1), mm(4.65, 15.15), mm(2.5, 0), 2, 7),
          sheet("letter-67x25", LETTER, mm(66.675, 25.4), mm(4.76, 12.7), mm(3.175, 0), 3, 10),
          sheet("letter-44x13", LETTER, mm(44.45, 12.7), mm(7.62, 12.7), mm(7.62, 0), 4, 20),
          roll("roll-30x15", mm(30, 15)),
          roll("roll-40x30", mm(40, 30)),
          roll("roll-50x25", mm(50, 25)),
          roll("roll-60x40", mm(60, 40)));

  static Optional<SheetPreset> find(String word) {
    return ALL.stream().filter(preset -> preset.word.equalsIgnoreCase(word)).findFirst();
  }

  static String words() {
    return ALL.stream().map(SheetPreset::word).collect(joining(", "));
  }

  /// A size of paper by its name.
  static Optional<Millimetres> paper(String name) {
    return switch (name) {
      case "a4" -> Optional.of(A4);
      case "letter" -> Optional.of(LETTER);
      default -> Optional.empty();
    };
  }

  private static SheetPreset sheet(
      String word,
      Millimetres page,
      Millimetres label,
      Millimetres margin,
      Millimetres gap,
      int columns,
      int rows) {
    return new SheetPreset(word, new SheetForm(page, label, margin, gap, columns, rows));
  }

  private static SheetPreset roll(String word, Millimetres label) {
    return sheet(word, label, label, mm(0, 0), mm(0, 0), 1, 1);
  }

  private static Millimetres mm(double across, double down) {
    return new Millimetres(across, down);
  }
}
