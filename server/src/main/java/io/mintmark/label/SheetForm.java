package io.mintmark.label;

/// Where the labels lie on a sheet, in millimetres.
///
/// @param page the paper
/// @param label one label
/// @param margin from the paper's left and top edge to the first label
/// @param gap between two labels
/// @param columns labels side by side
/// @param rows labels one below the other
record SheetForm(
    Millimetres page,
    Millimetres label,
    Millimetres margin,
    Millimetres gap,
    int columns,
    int rows) {

  /// Rounding that printers do not see.
  private static final double TOLERANCE = 0.05;

  /// Labels on a sheet.
  int labels() {
    return columns * rows;
  }

  /// Whether all labels lie on the paper.
  boolean fits() {
    return right() <= page.across() + TOLERANCE && bottom() <= page.down() + TOLERANCE;
  }

  double left(int column) {
    return margin.across() + column * (label.across() + gap.across());
  }

  double top(int row) {
    return margin.down() + row * (label.down() + gap.down());
  }

  private double right() {
    return left(columns - 1) + label.across();
  }

  private double bottom() {
    return top(rows - 1) + label.down();
  }

  /// How many labels of a length lie on a paper of a length.
  static int howMany(double paper, double margin, double label, double gap) {
    return (int) Math.floor((paper - 2 * margin + gap + TOLERANCE) / (label + gap));
  }

  /// The margin that puts so many labels into the middle.
  static double centred(double paper, double label, double gap, int count) {
    return Math.max(0, (paper - count * label - (count - 1) * gap) / 2);
  }
}
