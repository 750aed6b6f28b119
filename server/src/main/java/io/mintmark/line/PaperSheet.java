package io.mintmark.line;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// An A4 document that is written from top to bottom; a new page begins where a block does not fit.
/// Lengths are in points. Characters that the built-in fonts do not have become question marks. For
/// one thread.
final class PaperSheet implements AutoCloseable {

  static final Color INK = new Color(0x1F2933);
  static final Color PALE = new Color(0x6B7785);
  static final Color RULE = new Color(0xC9D1D9);
  static final float LEFT = 56;
  static final float RIGHT = PDRectangle.A4.getWidth() - 56;

  private static final float TOP = PDRectangle.A4.getHeight() - 60;
  private static final float BOTTOM = 60;

  private final PDDocument document = new PDDocument();
  private final PDFont plain = new PDType1Font(FontName.HELVETICA);
  private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
  private final PDFont fixed = new PDType1Font(FontName.COURIER);
  private PDPageContentStream page;
  private float y;

  PaperSheet(String title) throws IOException {
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setProducer("Mintmark");
    page = newPage();
  }

  /// How a text looks.
  enum Style {
    PLAIN,
    BOLD,
    FIXED
  }

  /// Where the next block begins.
  float y() {
    return y;
  }

  /// Goes down.
  void down(float points) {
    y -= points;
  }

  /// Begins a new page unless so much is left on this one.
  void need(float points) throws IOException {
    if (y - points < BOTTOM) {
      page.close();
      page = newPage();
    }
  }

  /// Writes at the present height, from `x` to the right.
  void text(float x, Style style, float size, Color color, String text) throws IOException {
    page.beginText();
    page.setFont(font(style), size);
    page.setNonStrokingColor(color);
    page.newLineAtOffset(x, y);
    page.showText(writable(font(style), text));
    page.endText();
  }

  /// Writes so that the text ends at `x`.
  void textUpTo(float x, Style style, float size, Color color, String text) throws IOException {
    text(x - width(style, size, text), style, size, color, text);
  }

  float width(Style style, float size, String text) throws IOException {
    return font(style).getStringWidth(writable(font(style), text)) / 1000 * size;
  }

  /// The text in lines that are no wider than this.
  List<String> wrapped(Style style, float size, float width, String text) throws IOException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(style, size, line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /// Draws a line at the present height.
  void rule(float from, float to, float thickness, Color color) throws IOException {
    page.setStrokingColor(color);
    page.setLineWidth(thickness);
    page.moveTo(from, y);
    page.lineTo(to, y);
    page.stroke();
  }

  /// Fills a rectangle whose lower left corner is at `x` and `below` under the present height.
  void fill(float x, float below, float width, float height, Color color) throws IOException {
    page.setNonStrokingColor(color);
    page.addRect(x, y - below, width, height);
    page.fill();
  }

  /// Ends the document and writes it.
  void writeTo(OutputStream out) throws IOException {
    page.close();
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private PDPageContentStream newPage() throws IOException {
    var sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    y = TOP;
    return new PDPageContentStream(document, sheet);
  }

  private PDFont font(Style style) {
    return switch (style) {
      case PLAIN -> plain;
      case BOLD -> bold;
      case FIXED -> fixed;
    };
  }

  private static String writable(PDFont font, String text) {
    var result = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              String letter = Character.toString(point);
              result.append(isIn(font, letter) ? letter : "?");
            });
    return result.toString();
  }

  private static boolean isIn(PDFont font, String letter) {
    try {
      font.encode(letter);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
