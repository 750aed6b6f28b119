package io.mintmark.label;

import io.mintmark.output.UnfitFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The typeface of labels: Liberation Sans (SIL Open Font License), which PDFBox brings along; it
/// knows Latin, Greek and Cyrillic. Not for several threads.
final class LabelFont implements AutoCloseable {

  /// The widest letter of a DeviceName, `@`, in sizes of the font.
  static final double WIDEST_LETTER = 1.02;

  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final TrueTypeFont font;
  private final CmapLookup glyphs;

  LabelFont() {
    try (InputStream in = PDDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("PDFBox came without its font " + RESOURCE);
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      glyphs = font.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The font inside a document, of which the letters that were used are embedded.
  PDFont in(PDDocument document) throws IOException {
    return PDType0Font.load(document, font, true);
  }

  /// How long a line is, in sizes of the font.
  ///
  /// @throws UnfitFileException if the font lacks a letter
  double width(String text) {
    return text.codePoints().mapToDouble(this::width).sum();
  }

  /// Breaks a text that has no spaces into lines as long as they may be.
  ///
  /// @param widest length of a line, in sizes of the font
  /// @param atMarks whether to break behind a mark where one is near the end of a line
  List<String> lines(String text, double widest, boolean atMarks) {
    var lines = broken(text, widest, atMarks);
    if (lines.size() == 1) {
      return lines;
    }
    // Lines of one length look better than a long one and a rest.
    double even = width(text) / lines.size() + WIDEST_LETTER / 2;
    var evenLines = broken(text, Math.min(even, widest), atMarks);
    return evenLines.size() == lines.size() ? evenLines : lines;
  }

  private List<String> broken(String text, double widest, boolean atMarks) {
    var lines = new ArrayList<String>();
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from, widest, atMarks);
      lines.add(text.substring(from, to));
      from = to;
    }
    return lines;
  }

  @Override
  public void close() {
    try {
      font.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int end(String text, int from, double widest, boolean atMarks) {
    double width = 0;
    int to = from;
    while (to < text.length() && width + width(text.charAt(to)) <= widest) {
      width += width(text.charAt(to++));
    }
    if (to == text.length()) {
      return to;
    }
    for (int mark = atMarks ? to : 0; mark > from + (to - from) * 2 / 3; mark--) {
      if (!Character.isLetterOrDigit(text.charAt(mark - 1))) {
        return mark;
      }
    }
    return Math.max(to, from + 1);
  }

  private double width(int codePoint) {
    int glyph = glyphs.getGlyphId(codePoint);
    if (glyph == 0) {
      throw new UnfitFileException(
          "labels are set in a font without '%s'; write the option 'title' in Latin, Greek or Cyrillic letters"
              .formatted(Character.toString(codePoint)));
    }
    try {
      return (double) font.getAdvanceWidth(glyph) / font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
