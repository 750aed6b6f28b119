package io.mintmark.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.output.FileFormat;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BurnMethod;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.zip.ZipInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is printed is rendered at the resolution of a printer, and read again label by label.
class LabelSheetsTest {

  private static final int DPI = 300;
  private static final Map<PDDocument, Map<Integer, BufferedImage>> PAGES = new WeakHashMap<>();

  private final FileFormat labels = new LabelSheets(Orders.BINDINGS);
  private final Product aliyun = Orders.product(Dialect.ALIYUN);
  private final Product tencent = Orders.product(Dialect.TENCENT);

  @Test
  void everyLabelOfASheetIsReadAgain() throws IOException {
    var names = Orders.serials(23);
    var options =
        Map.of("content", "binding", "code128", "true", "number", "true", "title", "{product}");

    try (var sheets = sheets(tencent, names, options)) {
      var form = SheetPreset.find("a4-64x38").orElseThrow().form();
      assertThat(sheets.getNumberOfPages()).isEqualTo(2);
      for (int i = 0; i < names.size(); i++) {
        var label = new Printed(sheets, form, i);
        assertThat(Scanner.qr(label.image())).startsWith("QTV4XN8ZKD;" + names.get(i) + ";");
        assertThat(Scanner.code128(label.image())).isEqualTo(names.get(i));
        assertThat(label.text()).containsExactly("Doorbell 2", names.get(i), "#" + (i + 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a4-38x21, 65",
    "a4-46x25, 40",
    "a4-64x34, 24",
    "a4-64x38, 21",
    "a4-99x38, 14",
    "letter-67x25, 30",
    "letter-44x13, 80",
    "roll-40x30, 1",
    "roll-50x25, 1",
    "roll-60x40, 1",
    "roll-30x15, 1"
  })
  void everyPresetHoldsItsLabelsAndTheLastIsRead(String preset, int count) throws IOException {
    var form = SheetPreset.find(preset).orElseThrow().form();
    var names = Orders.serials(count);

    try (var sheets = sheets(aliyun, names, Map.of("preset", preset))) {
      assertThat(form.labels()).isEqualTo(count);
      assertThat(form.fits()).isTrue();
      assertThat(sheets.getNumberOfPages()).isEqualTo(1);
      var last = new Printed(sheets, form, count - 1);
      assertThat(Scanner.qr(last.image())).isEqualTo("a1Xy34Pq7Zk/" + names.getLast());
      assertThat(String.join("", last.text())).isEqualTo(names.getLast());
    }
  }

  @Property(tries = 40)
  void aLabelOfAnySizeIsReadOrRefused(
      @ForAll("names") String name,
      @ForAll @IntRange(min = 12, max = 90) int across,
      @ForAll @IntRange(min = 12, max = 60) int down,
      @ForAll boolean bars)
      throws IOException {
    var options = Map.of("label", across + "x" + down, "page", "label", "code128", "" + bars);
    byte[] pdf;
    try {
      pdf = Orders.file(labels, tencent, List.of(name), options);
    } catch (UnfitFileException e) {
      assertThat(e.getMessage()).contains("label");
      return;
    }

    try (var sheets = Loader.loadPDF(pdf)) {
      var size = new Millimetres(across, down);
      var none = new Millimetres(0, 0);
      var label = new Printed(sheets, new SheetForm(size, size, none, none, 1, 1), 0);
      assertThat(Scanner.qr(label.image())).isEqualTo("QTV4XN8ZKD/" + name);
      assertThat(String.join("", label.text())).isEqualTo(name);
      if (bars) {
        assertThat(Scanner.code128(label.image())).isEqualTo(name);
      }
    }
  }

  @Test
  void measuresOfOnesOwnFillThePage() throws IOException {
    var options = Map.of("label", "50x30", "gap", "2x2", "crop", "true", "skip", "5");
    var form =
        new SheetForm(
            new Millimetres(210, 297),
            new Millimetres(50, 30),
            new Millimetres(2, 5.5),
            new Millimetres(2, 2),
            4,
            9);

    try (var sheets = sheets(tencent, Orders.serials(32), options)) {
      assertThat(sheets.getNumberOfPages()).isEqualTo(2);
      assertThat(new Printed(sheets, form, 4).text()).isEmpty();
      assertThat(new Printed(sheets, form, 5).text()).containsExactly("DB2-00000001");
      assertThat(new Printed(sheets, form, 36).text()).containsExactly("DB2-00000032");
    }
  }

  @Test
  void aLongNameIsBrokenIntoLinesThatHaveAllOfIt() throws IOException {
    var name = "Line4:AA:BB:CC:DD:EE:FF_0123456789-0123456789-01";

    try (var sheets = sheets(tencent, List.of(name), Map.of("preset", "a4-38x21"))) {
      var lines = new Printed(sheets, SheetPreset.find("a4-38x21").orElseThrow().form(), 0).text();
      assertThat(lines).hasSizeBetween(2, 5);
      assertThat(String.join("", lines)).isEqualTo(name);
    }
  }

  @Test
  void everyDownloadHasTheSameBytesAndNoDate() {
    var options = Map.of("content", "binding", "code128", "true");

    var first = Orders.file(labels, tencent, Orders.serials(30), options);

    assertThat(Orders.file(labels, tencent, Orders.serials(30), options)).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-1.4")
        .doesNotContain("Date");
  }

  @Test
  void aLargeBatchComesAsAnArchive() {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 5_000);
    var one = labels.prepare(batch, tencent, Map.of("preset", "roll-50x25"));
    var several = labels.prepare(batch, tencent, Map.of("preset", "a4-64x38"));

    assertThat(one.fileName()).isEqualTo("QTV4XN8ZKD-b-3k9x0a7q2m-labels.pdf");
    assertThat(one.mediaType()).isEqualTo("application/pdf");
    // 238 sheets of 21 are 4,998 labels.
    assertThat(several.fileName()).isEqualTo("QTV4XN8ZKD-b-3k9x0a7q2m-labels.zip");
    assertThat(several.mediaType()).isEqualTo("application/zip");
  }

  @Test
  void theDocumentsOfAnArchiveAreFullSheetsWithAllUnits() throws IOException {
    var names = Orders.serials(100);
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, names.size());
    var order = LabelOrder.read(batch, tencent, Orders.BINDINGS, Map.of("skip", "2"));
    var out = new ByteArrayOutputStream();

    new LabelFile("labels", order, 42, true).writeTo(out, Orders.units(names));

    var found = new ArrayList<String>();
    var labelsOfParts = new ArrayList<Integer>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getName()).matches("labels-000[123]\\.pdf");
        try (var part = Loader.loadPDF(zip.readAllBytes())) {
          var text = List.of(new PDFTextStripper().getText(part).strip().split("\\s+", -1));
          labelsOfParts.add(text.size());
          found.addAll(text);
        }
      }
    }
    assertThat(found).containsExactlyElementsOf(names);
    assertThat(labelsOfParts).containsExactly(40, 42, 18);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeTheFirstByte() {
    refused(Map.of("label", "8x8", "page", "label"), "the least that scans");
    refused(Map.of("label", "20x10", "page", "label", "title", "a", "number", "true"), "label");
    refused(Map.of("label", "30x30", "page", "label", "code128", "true"), "take a wider label");
    refused(Map.of("title", "门铃"), "labels are set in a font without '门'");
    refused(Map.of("title", "W".repeat(80)), "the title does not fit");
  }

  @Test
  void unfitOptionsAreRefusedWhenAskedFor() {
    unfit(Map.of("preset", "a4-1x1"), "'preset' is one of a4-38x21");
    unfit(Map.of("label", "50"), "two lengths in mm");
    unfit(Map.of("label", "1x1"), "each 8 to 1000");
    unfit(Map.of("label", "250x30"), "do not fit on the page");
    unfit(Map.of("label", "50x30", "columns", "5"), "do not fit on the page");
    unfit(Map.of("label", "50x30", "page", "a5"), "'page' is two lengths");
    unfit(Map.of("gap", "2x2"), "'gap' goes with 'label'");
    unfit(Map.of("preset", "roll-40x30", "crop", "true"), "crop marks need margins");
    unfit(Map.of("skip", "21"), "'skip' is a whole number from 0 to 20");
    unfit(Map.of("title", "x".repeat(81)), "at most 80 characters");
    unfit(Map.of("quiet", "0"), "'quiet' is a whole number from 2 to 10");
  }

  private void refused(Map<String, String> options, String sentence) {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);
    var file = labels.prepare(batch, tencent, options);
    var out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> file.writeTo(out, Orders.units("A1b2C3d4E5f6G7h8I9j0")))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining(sentence);
    assertThat(out.size()).isZero();
  }

  private void unfit(Map<String, String> options, String sentence) {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);
    assertThatThrownBy(() -> labels.prepare(batch, tencent, options))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining(sentence);
  }

  private PDDocument sheets(Product product, List<String> names, Map<String, String> options)
      throws IOException {
    return Loader.loadPDF(Orders.file(labels, product, names, options));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().alpha().numeric().withChars(":_-").ofMinLength(1).ofMaxLength(48);
  }

  /// One place on the printed sheets.
  private record Printed(PDDocument sheets, SheetForm form, int place) {

    BufferedImage image() throws IOException {
      double dot = DPI / 25.4;
      var page = rendered(sheets, pageNumber());
      int left = (int) (left() * dot);
      int top = (int) (top() * dot);
      return page.getSubimage(
          left,
          top,
          Math.min(page.getWidth() - left, (int) (form.label().across() * dot)),
          Math.min(page.getHeight() - top, (int) (form.label().down() * dot)));
    }

    List<String> text() throws IOException {
      var stripper = new PDFTextStripperByArea();
      stripper.addRegion(
          "label",
          new Rectangle2D.Double(
              Millimetres.points(left()),
              Millimetres.points(top()),
              Millimetres.points(form.label().across()),
              Millimetres.points(form.label().down())));
      stripper.extractRegions(sheets.getPage(pageNumber()));
      return stripper.getTextForRegion("label").lines().filter(line -> !line.isBlank()).toList();
    }

    private int pageNumber() {
      return place / form.labels();
    }

    private double left() {
      return form.left(place % form.labels() % form.columns());
    }

    private double top() {
      return form.top(place % form.labels() / form.columns());
    }
  }

  /// Rendering is dear, so pages are kept as long as their document.
  private static BufferedImage rendered(PDDocument sheets, int page) throws IOException {
    var pages = PAGES.computeIfAbsent(sheets, _ -> new HashMap<>());
    var known = pages.get(page);
    if (known != null) {
      return known;
    }
    var picture = new PDFRenderer(sheets).renderImageWithDPI(page, DPI, ImageType.GRAY);
    pages.put(page, picture);
    return picture;
  }
}
