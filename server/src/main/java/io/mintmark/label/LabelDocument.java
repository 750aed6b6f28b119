package io.mintmark.label;

import io.mintmark.output.BurntUnit;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;

/// One PDF document of labels, held in memory until it is saved. Without dates and with an id of
/// its contents' place only, so that the same units give the same bytes. Not for several threads.
final class LabelDocument implements AutoCloseable {

  private static final double MARK_LENGTH_MM = 3;
  private static final double MARK_DISTANCE_MM = 1;

  private final SheetForm sheet;
  private final LabelPrinter printer;
  private final boolean marks;
  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private int place;
  private PDPageContentStream page;

  /// @param title of the document
  /// @param skipped places on the first sheet that have no label any more
  LabelDocument(SheetForm sheet, LabelPrinter printer, boolean marks, String title, int skipped)
      throws IOException {
    this.sheet = sheet;
    this.printer = printer;
    this.marks = marks;
    this.place = skipped;
    document.setDocumentId(1L);
    document.setVersion(1.4f);
    var about = new PDDocumentInformation();
    about.setTitle(title);
    about.setProducer("Mintmark");
    document.setDocumentInformation(about);
    font = printer.metrics().in(document);
    page = newPage();
  }

  /// Puts a label on the next place.
  void add(BurntUnit unit) throws IOException {
    if (place == sheet.labels()) {
      page.close();
      page = newPage();
      place = 0;
    }
    double left = sheet.left(place % sheet.columns());
    double top = sheet.page().down() - sheet.top(place / sheet.columns());
    printer.print(unit, page, font, Millimetres.points(left), Millimetres.points(top));
    place++;
  }

  /// The document, ready to be saved or looked at; no more labels are added.
  PDDocument finished() throws IOException {
    page.close();
    return document;
  }

  /// Writes the document; no more labels are added. The stream stays open.
  void save(OutputStream out) throws IOException {
    finished().save(out, CompressParameters.NO_COMPRESSION);
  }

  @Override
  public void close() throws IOException {
    page.close();
    document.close();
  }

  private PDPageContentStream newPage() throws IOException {
    var size =
        new PDRectangle(
            (float) Millimetres.points(sheet.page().across()),
            (float) Millimetres.points(sheet.page().down()));
    var blank = new PDPage(size);
    document.addPage(blank);
    var stream = new PDPageContentStream(document, blank);
    stream.setNonStrokingColor(new PDColor(new float[] {0}, PDDeviceGray.INSTANCE));
    if (marks) {
      new CropMarks(sheet).draw(stream, MARK_LENGTH_MM, MARK_DISTANCE_MM);
    }
    return stream;
  }
}
