package io.mintmark.label;

/// A part of a label, in points from its left and top edge.
record Box(double left, double top, double width, double height) {

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }
}
