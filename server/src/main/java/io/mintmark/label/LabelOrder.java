package io.mintmark.label;

import io.mintmark.output.BindingTexts;
import io.mintmark.output.FileFormat.Option;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Labels as they were asked for, with everything read but the units.
///
/// @param marks whether crop marks are drawn
/// @param skipped places on the first sheet that stay empty
record LabelOrder(LabelDesign design, SheetForm sheet, boolean marks, int skipped) {

  static final List<Option> OPTIONS =
      Stream.of(
              CodeContent.OPTIONS.stream(),
              Stream.of(
                  QrLevel.OPTION,
                  new Option("quiet", "4", "White modules around the QR code, 2 to 10.")),
              SheetReader.OPTIONS.stream(),
              Stream.of(
                  new Option(
                      "title",
                      "",
                      "A line above the DeviceName, such as the product's name; {product} stands"
                          + " for it."),
                  new Option("code128", "false", "true adds the DeviceName as Code 128."),
                  new Option("number", "false", "true adds the unit's number in the batch."),
                  new Option("crop", "false", "true adds crop marks in the margins."),
                  new Option(
                      "skip", "0", "Places on the first sheet that have no label any more.")))
          .flatMap(options -> options)
          .toList();

  private static final int LONGEST_TITLE = 80;

  /// @throws UnfitFileException if an option is unknown or unfit
  static LabelOrder read(
      Batch batch, Product product, BindingTexts bindings, Map<String, String> options) {
    var choices = new Choices(OPTIONS, options);
    var sheet = SheetReader.read(choices);
    var design =
        new LabelDesign(
            CodeContent.chosen(choices, batch, product, bindings),
            QrLevel.chosen(choices),
            choices.number("quiet", 2, 10),
            title(choices, product),
            choices.flag("code128"),
            choices.flag("number"));
    int skipped = choices.number("skip", 0, sheet.labels() - 1);
    return new LabelOrder(design, sheet, marks(choices, sheet), skipped);
  }

  /// The printer for codes of this version.
  ///
  /// @throws UnfitFileException if the labels are too small for them
  LabelPrinter printer(int version, LabelFont font) {
    var layout = LabelLayout.of(sheet.label(), design, 17 + 4 * version);
    return new LabelPrinter(design, layout, version, font);
  }

  private static String title(Choices choices, Product product) {
    String title = choices.text("title").strip().replace("{product}", product.name());
    if (title.length() > LONGEST_TITLE) {
      throw new UnfitFileException(
          "the option 'title' has at most " + LONGEST_TITLE + " characters");
    }
    return title;
  }

  private static boolean marks(Choices choices, SheetForm sheet) {
    boolean marks = choices.flag("crop");
    if (marks && !new CropMarks(sheet).haveRoom()) {
      throw new UnfitFileException(
          "crop marks need margins of 2 mm at least; leave out 'crop', or make the margin larger");
    }
    return marks;
  }
}
