package io.mintmark.label;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Optional;

/// Sheets and rolls that are sold everywhere, named after paper and label in whole millimetres.
enum SheetPreset {
  /// 65 on A4, 5 × 13; as Avery L7651.
  A4_38X21("a4-38x21", Paper.A4, mm(38.1, 21.2), mm(4.75, 10.7), mm(2.5, 0), 5, 13),
  /// 40 on A4, 4 × 10; as Avery L7654.
  A4_46X25("a4-46x25", Paper.A4, mm(45.7, 25.4), mm(9.7, 21.5), mm(2.6, 0), 4, 10),
  /// 24 on A4, 3 × 8; as Avery L7159.
  A4_64X34("a4-64x34", Paper.A4, mm(63.5, 33.9), mm(7.25, 12.9), mm(2.5, 0), 3, 8),
  /// 21 on A4, 3 × 7; as Avery L7160.
  A4_64X38("a4-64x38", Paper.A4, mm(63.5, 38.1), mm(7.25, 15.15), mm(2.5, 0), 3, 7),
  /// 14 on A4, 2 × 7; as Avery L7163.
  A4_99X38("a4-99x38", Paper.A4, mm(99.1, 38.1), mm(4.65, 15.15), mm(2.5, 0), 2, 7),
  /// 30 on Letter, 3 × 10; as Avery 5160.
  LETTER_67X25("letter-67x25", Paper.LETTER, mm(66.675, 25.4), mm(4.76, 12.7), mm(3.175, 0), 3, 10),
  /// 80 on Letter, 4 × 20; as Avery 5167.
  LETTER_44X13("letter-44x13", Paper.LETTER, mm(44.45, 12.7), mm(7.62, 12.7), mm(7.62, 0), 4, 20),
  ROLL_40X30("roll-40x30", mm(40, 30)),
  ROLL_50X25("roll-50x25", mm(50, 25)),
  ROLL_60X40("roll-60x40", mm(60, 40)),
  ROLL_30X15("roll-30x15", mm(30, 15));

  private final String word;
  private final SheetForm form;

  SheetPreset(
      String word,
      Millimetres page,
      Millimetres label,
      Millimetres margin,
      Millimetres gap,
      int columns,
      int rows) {
    this.word = word;
    this.form = new SheetForm(page, label, margin, gap, columns, rows);
  }

  SheetPreset(String word, Millimetres label) {
    this(word, label, label, mm(0, 0), mm(0, 0), 1, 1);
  }

  SheetForm form() {
    return form;
  }

  static Optional<SheetPreset> find(String word) {
    return Arrays.stream(values()).filter(preset -> preset.word.equalsIgnoreCase(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(preset -> preset.word).collect(joining(", "));
  }

  private static Millimetres mm(double across, double down) {
    return new Millimetres(across, down);
  }

  /// Sizes of paper that have names.
  static final class Paper {
    static final Millimetres A4 = new Millimetres(210, 297);
    static final Millimetres LETTER = new Millimetres(215.9, 279.4);

    private Paper() {}
  }
}
