package io.mintmark.label;

import io.mintmark.output.BindingTexts;
import io.mintmark.output.BurntUnit;
import io.mintmark.output.FileFormat.Option;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.vault.SecretText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Shows the first label of a batch before anything is printed, or even minted. It never reads a
/// secret: where a label would hold one, or a signature made with one, a stand-in takes its place,
/// so the picture is right in every measure but its code is of no use.
public final class LabelPreview {

  /// The length of names that the server makes up.
  private static final String SAMPLE_NAME = "Sample00000000000001";

  private static final float DOTS_PER_INCH = 300;
  private static final double MOST_PIXELS_A_SIDE = 2_000;

  private final Batches batches;
  private final BindingTexts bindings;

  public LabelPreview(Batches batches, BindingTexts bindings) {
    this.batches = batches;
    this.bindings = bindings;
  }

  /// The options that [#png] knows: those of `labels-pdf`.
  public List<Option> options() {
    return LabelOrder.OPTIONS;
  }

  /// The first label, at 300 dots an inch, or fewer for a very large one.
  ///
  /// @throws io.mintmark.output.UnfitFileException as the file itself would be refused
  public byte[] png(Batch batch, Product product, Map<String, String> options) throws IOException {
    var order = LabelOrder.read(batch, product, bindings, options);
    var unit = new BurntUnit(1, firstName(batch), standIn(product.dialect()));
    var label = order.sheet().label();
    var alone = new SheetForm(label, label, new Millimetres(0, 0), new Millimetres(0, 0), 1, 1);
    try (var font = new LabelFont()) {
      var survey = new LabelSurvey(order, font);
      survey.add(unit);
      try (var document = new LabelDocument(alone, survey.printer(), false, "preview", 0)) {
        document.add(unit);
        return png(
            new PDFRenderer(document.finished())
                .renderImageWithDPI(0, dots(label), ImageType.GRAY));
      }
    }
  }

  private String firstName(Batch batch) {
    var first = batches.lines(batch.id(), 0, 1);
    return first.isEmpty() ? SAMPLE_NAME : first.getFirst().name();
  }

  /// As long as the secrets that the server makes.
  private static SecretText standIn(Dialect dialect) {
    return switch (dialect) {
      case ALIYUN -> SecretText.of("x".repeat(32));
      case TENCENT -> SecretText.of("AAAAAAAAAAAAAAAAAAAAAA==");
    };
  }

  private static float dots(Millimetres label) {
    double inches = Math.max(label.across(), label.down()) / 25.4;
    return (float) Math.min(DOTS_PER_INCH, MOST_PIXELS_A_SIDE / inches);
  }

  private static byte[] png(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] lines = new byte[height * (width + 1)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        lines[y * (width + 1) + 1 + x] = (byte) image.getRaster().getSample(x, y, 0);
      }
    }
    return GreyPng.of(width, height, 8, lines);
  }
}
