package io.mintmark.label;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/// Short lines in the margins of a sheet that say where to cut. None of them touches a label.
record CropMarks(SheetForm sheet) {

  private static final float LINE_WIDTH = 0.25f;

  /// @param length of a mark, millimetres, as far as the margin allows
  /// @param distance from the labels, millimetres
  void draw(PDPageContentStream page, double length, double distance) throws IOException {
    page.setLineWidth(LINE_WIDTH);
    double leftEdge = sheet.left(0) - distance;
    double rightEdge = sheet.left(sheet.columns() - 1) + sheet.label().across() + distance;
    double topEdge = sheet.top(0) - distance;
    double bottomEdge = sheet.top(sheet.rows() - 1) + sheet.label().down() + distance;
    for (double x : acrossEdges()) {
      line(page, x, topEdge, x, Math.max(0, topEdge - length));
      line(page, x, bottomEdge, x, Math.min(sheet.page().down(), bottomEdge + length));
    }
    for (double y : downEdges()) {
      line(page, leftEdge, y, Math.max(0, leftEdge - length), y);
      line(page, rightEdge, y, Math.min(sheet.page().across(), rightEdge + length), y);
    }
    page.stroke();
  }

  /// Whether the margins leave room for marks.
  boolean haveRoom() {
    return sheet.left(0) >= 2 && sheet.top(0) >= 2;
  }

  private void line(PDPageContentStream page, double x1, double y1, double x2, double y2)
      throws IOException {
    double height = sheet.page().down();
    page.moveTo((float) Millimetres.points(x1), (float) Millimetres.points(height - y1));
    page.lineTo((float) Millimetres.points(x2), (float) Millimetres.points(height - y2));
  }

  private SortedSet<Double> acrossEdges() {
    var edges = new TreeSet<Double>();
    for (int column = 0; column < sheet.columns(); column++) {
      edges.add(sheet.left(column));
      edges.add(sheet.left(column) + sheet.label().across());
    }
    return edges;
  }

  private SortedSet<Double> downEdges() {
    var edges = new TreeSet<Double>();
    for (int row = 0; row < sheet.rows(); row++) {
      edges.add(sheet.top(row));
      edges.add(sheet.top(row) + sheet.label().down());
    }
    return edges;
  }
}
