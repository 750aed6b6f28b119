package io.mintmark.label;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.mintmark.output.BurntUnit;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.util.Matrix;

/// Draws labels, as lines and letters and never as pixels.
///
/// @param version of all QR codes
record LabelPrinter(LabelDesign design, LabelLayout layout, int version, LabelFont metrics) {

  /// Draws one label.
  ///
  /// @param left of the label on the page, points
  /// @param top of the label, points from the page's lower edge
  void print(BurntUnit unit, PDPageContentStream page, PDFont font, double left, double top)
      throws IOException {
    printCode(unit, page, left, top);
    var bars = layout.bars();
    if (bars != null) {
      printBars(BarCode.of(unit.name()), bars, page, left, top);
    }
    printText(unit, page, font, left, top);
  }

  private void printCode(BurntUnit unit, PDPageContentStream page, double left, double top)
      throws IOException {
    ErrorCorrectionLevel level = design.level();
    var code = QrCode.of(design.content().of(unit), level, version);
    var box = layout.code();
    float module = (float) layout.module();
    page.saveGraphicsState();
    // From here on a unit is a module, and down is positive.
    page.transform(
        new Matrix(module, 0, 0, -module, (float) (left + box.left()), (float) (top - box.top())));
    code.<IOException>eachRun((column, row, length) -> page.addRect(column, row, length, 1));
    page.fill();
    page.restoreGraphicsState();
  }

  private static void printBars(
      BarCode code, Box box, PDPageContentStream page, double left, double top) throws IOException {
    boolean[] bars = code.bars();
    double module = code.module(box);
    double indent = (box.width() - bars.length * module) / 2;
    page.saveGraphicsState();
    page.transform(
        new Matrix(
            (float) module,
            0,
            0,
            (float) -box.height(),
            (float) (left + box.left() + indent),
            (float) (top - box.top())));
    int from = 0;
    while (from < bars.length) {
      int to = from;
      while (to < bars.length && bars[to]) {
        to++;
      }
      if (to > from) {
        page.addRect(from, 0, to - from, 1);
      }
      from = to + 1;
    }
    page.fill();
    page.restoreGraphicsState();
  }

  private void printText(
      BurntUnit unit, PDPageContentStream page, PDFont font, double left, double top)
      throws IOException {
    var box = layout.text();
    var text = LabelText.fitted(metrics, box, design, unit.name(), unit.number());
    double at = top - box.top() - (layout.centred() ? 0 : (box.height() - text.height()) / 2);
    page.beginText();
    double x = 0;
    double y = 0;
    for (var line : text.lines()) {
      double width = metrics.width(line.text()) * line.size();
      double newX = left + box.left() + (layout.centred() ? (box.width() - width) / 2 : 0);
      double newY = at - 0.92 * line.size();
      page.setFont(font, (float) line.size());
      page.newLineAtOffset((float) (newX - x), (float) (newY - y));
      page.showText(line.text());
      x = newX;
      y = newY;
      at -= line.leading();
    }
    page.endText();
  }
}
