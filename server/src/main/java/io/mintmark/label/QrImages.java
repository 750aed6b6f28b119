package io.mintmark.label;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.mintmark.output.BindingTexts;
import io.mintmark.output.BurntUnit;
import io.mintmark.output.FileFormat;
import io.mintmark.output.UnitFile;
import io.mintmark.output.UnitSource;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// One QR code for each unit, as images in a ZIP archive.
public final class QrImages implements FileFormat {

  private static final List<Option> OPTIONS =
      Stream.concat(
              CodeContent.OPTIONS.stream(),
              Stream.of(
                  QrLevel.OPTION,
                  new Option("quiet", "4", "White modules around the code, 0 to 20."),
                  new Option("pixels", "8", "Pixels of a module along a side, 1 to 40.")))
          .toList();

  private final ImageForm form;
  private final BindingTexts bindings;

  private QrImages(ImageForm form, BindingTexts bindings) {
    this.form = form;
    this.bindings = bindings;
  }

  /// The format `qr-png-zip`.
  public static QrImages png(BindingTexts bindings) {
    return new QrImages(ImageForm.PNG, bindings);
  }

  /// The format `qr-svg-zip`.
  public static QrImages svg(BindingTexts bindings) {
    return new QrImages(ImageForm.SVG, bindings);
  }

  @Override
  public String id() {
    return "qr-" + form.extension() + "-zip";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var choices = new Choices(OPTIONS, options);
    return new Images(
        form,
        product.key() + "-" + batch.id() + "-qr-" + form.extension() + ".zip",
        Integer.toString(batch.size()).length(),
        CodeContent.chosen(choices, batch, product, bindings),
        QrLevel.chosen(choices),
        choices.number("quiet", 0, 20),
        choices.number("pixels", 1, 40));
  }

  private record Images(
      ImageForm form,
      String fileName,
      int digits,
      CodeContent content,
      ErrorCorrectionLevel level,
      int quiet,
      int pixels)
      implements UnitFile {

    @Override
    public String mediaType() {
      return "application/zip";
    }

    @Override
    public boolean holdsSecrets() {
      return content.holdsSecret();
    }

    /// @throws io.mintmark.output.UnfitFileException before the first byte, if a content is too
    ///     long
    @Override
    public void writeTo(OutputStream out, UnitSource units) throws IOException {
      var longest = new LongestTexts();
      units.each(unit -> longest.add(content.of(unit)));
      longest.version(level);
      try (var zip = new ZipStream(out)) {
        units.each(unit -> zip.add(nameFor(unit), image(unit)));
        zip.finish();
      }
      out.flush();
    }

    private byte[] image(BurntUnit unit) {
      return form.draw(QrCode.of(content.of(unit), level, QrCode.ANY_VERSION), quiet, pixels);
    }

    /// The number in front keeps names apart that differ only in capitals, or in a mark that a file
    /// system does not take.
    private String nameFor(BurntUnit unit) {
      String safe = unit.name().replaceAll("[^A-Za-z0-9_@.-]", "-");
      return String.format(
          Locale.ROOT, "%0" + digits + "d_%s.%s", unit.number(), safe, form.extension());
    }
  }
}
