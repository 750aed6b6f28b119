package io.mintmark.label;

import io.mintmark.output.BurntUnit;
import io.mintmark.output.UnitFile;
import io.mintmark.output.UnitSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The labels of a batch. A PDF has to be in memory as a whole until it is written, so a large
/// batch becomes several of them.
///
/// @param name of the file, without its end
/// @param perPart labels of one PDF; full sheets
/// @param parts whether the batch needs several
record LabelFile(String name, LabelOrder order, int perPart, boolean parts) implements UnitFile {

  /// Keeps a document under some 60 MB, and at a size that viewers and printers like.
  private static final int MOST_LABELS_OF_A_PART = 5_000;

  static LabelFile of(String name, int batchSize, LabelOrder order) {
    int sheet = order.sheet().labels();
    int perPart = Math.max(1, MOST_LABELS_OF_A_PART / sheet) * sheet;
    return new LabelFile(name, order, perPart, batchSize + order.skipped() > perPart);
  }

  @Override
  public String fileName() {
    return name + (parts ? ".zip" : ".pdf");
  }

  @Override
  public String mediaType() {
    return parts ? "application/zip" : "application/pdf";
  }

  @Override
  public boolean holdsSecrets() {
    return order.design().content().holdsSecret();
  }

  /// @throws io.mintmark.output.UnfitFileException before the first byte, if a label does not hold
  ///     what it is to hold
  @Override
  public void writeTo(OutputStream out, UnitSource units) throws IOException {
    try (var font = new LabelFont()) {
      var survey = new LabelSurvey(order, font);
      units.each(survey::add);
      var printer = survey.printer();
      if (parts) {
        writeParts(out, units, printer);
      } else {
        try (var document = document(printer, 0)) {
          units.each(document::add);
          document.save(out);
        }
      }
    }
    out.flush();
  }

  private void writeParts(OutputStream out, UnitSource units, LabelPrinter printer)
      throws IOException {
    try (var zip = new ZipStream(out);
        var cutter = new Cutter(zip, printer)) {
      units.each(cutter::add);
      cutter.finishPart();
      zip.finish();
    }
  }

  private LabelDocument document(LabelPrinter printer, int part) throws IOException {
    int skipped = part == 0 ? order.skipped() : 0;
    return new LabelDocument(order.sheet(), printer, order.marks(), name, skipped);
  }

  /// Begins a new document whenever one is full.
  private final class Cutter implements AutoCloseable {

    private final ZipStream zip;
    private final LabelPrinter printer;
    private @Nullable LabelDocument document;
    private int part;
    private int room;

    Cutter(ZipStream zip, LabelPrinter printer) {
      this.zip = zip;
      this.printer = printer;
    }

    void add(BurntUnit unit) throws IOException {
      if (document == null) {
        room = part == 0 ? perPart - order.skipped() : perPart;
        document = document(printer, part++);
      }
      document.add(unit);
      if (--room == 0) {
        finishPart();
      }
    }

    void finishPart() throws IOException {
      if (document == null) {
        return;
      }
      var bytes = new ByteArrayOutputStream(1 << 20);
      document.save(bytes);
      close();
      zip.add(String.format(Locale.ROOT, "%s-%04d.pdf", name, part), bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
      if (document != null) {
        document.close();
        document = null;
      }
    }
  }
}
