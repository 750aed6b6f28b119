package io.mintmark.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.output.FileFormat;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BurnMethod;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What is drawn is read again by a decoder.
class QrImagesTest {

  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
  private static final Pattern VIEW = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");

  private final FileFormat png = QrImages.png(Orders.BINDINGS);
  private final FileFormat svg = QrImages.svg(Orders.BINDINGS);
  private final Product aliyun = Orders.product(Dialect.ALIYUN);
  private final Product tencent = Orders.product(Dialect.TENCENT);

  @Test
  void everyUnitHasItsImage() {
    var names = Orders.serials(120);

    var images = unzipped(Orders.file(png, aliyun, names, Map.of()));

    assertThat(images.keySet())
        .hasSize(120)
        .startsWith("001_DB2-00000001.png", "002_DB2-00000002.png");
    assertThat(images.values().stream().map(Scanner::image).map(Scanner::qrAlone))
        .containsExactlyElementsOf(names.stream().map(name -> "a1Xy34Pq7Zk/" + name).toList());
  }

  @Property(tries = 150)
  void aPngSaysWhatItShouldWhateverTheNameAndTheForm(
      @ForAll("names") Named unit,
      @ForAll("levels") String level,
      @ForAll @IntRange(min = 1, max = 12) int pixels,
      @ForAll @IntRange(max = 6) int quiet) {
    var options =
        Map.of("content", "json", "level", level, "pixels", "" + pixels, "quiet", "" + quiet);

    var image = Scanner.image(only(Orders.file(png, unit.product, List.of(unit.name), options)));

    assertThat(Scanner.qrAlone(image))
        .isEqualTo(
            "{\"productKey\":\"%s\",\"deviceName\":\"%s\"}"
                .formatted(unit.product.key(), unit.name));
    assertThat((image.getWidth() / pixels - 2 * quiet - 17) % 4).isZero();
    assertThat(image.getRGB(quiet * pixels, quiet * pixels) & 0xff).isZero();
  }

  @Property(tries = 100)
  void anSvgSaysTheSame(@ForAll("names") Named unit, @ForAll("levels") String level) {
    var options = Map.of("level", level);

    var bytes = only(Orders.file(svg, unit.product, List.of(unit.name), options));

    assertThat(Scanner.qrAlone(drawn(new String(bytes, StandardCharsets.US_ASCII))))
        .isEqualTo(unit.product.key() + "/" + unit.name);
  }

  @Test
  void bindingTextsAreSignedForEachUnit() {
    var images = unzipped(Orders.file(png, tencent, List.of("dev-1", "dev-2"), binding()));

    assertThat(images.values().stream().map(Scanner::image).map(Scanner::qrAlone))
        .allSatisfy(
            text ->
                assertThat(text)
                    .matches("QTV4XN8ZKD;dev-[12];\\d{1,6};1795248000;hmacsha256;[^;]{44}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void namesThatDifferOnlyInCapitalsOrMarksHaveFilesOfTheirOwn() {
    var names = List.of("AA:BB", "aa:bb", "AA-BB", "CON");

    var images = unzipped(Orders.file(png, tencent, names, Map.of()));

    assertThat(images.keySet())
        .containsExactly("1_AA-BB.png", "2_aa-bb.png", "3_AA-BB.png", "4_CON.png");
  }

  @Test
  void everyDownloadHasTheSameBytes() {
    var first = Orders.file(png, tencent, Orders.serials(20), binding());

    assertThat(Orders.file(png, tencent, Orders.serials(20), binding())).isEqualTo(first);
  }

  @Test
  void aSecretIsPrintedOnlyOnDemandAndTheFileSaysSo() throws IOException {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);
    var file = png.prepare(batch, tencent, Map.of("content", "json", "secret", "true"));

    var out = new ByteArrayOutputStream();
    file.writeTo(out, Orders.units("dev-1"));

    assertThat(file.holdsSecrets()).isTrue();
    assertThat(Scanner.qrAlone(Scanner.image(only(out.toByteArray()))))
        .contains("\"deviceSecret\":\"" + Orders.SECRET.expose() + "\"");
    assertThat(png.prepare(batch, tencent, binding()).holdsSecrets()).isFalse();
    assertThat(png.prepare(batch, tencent, Map.of("content", "json")).holdsSecrets()).isFalse();
  }

  @Test
  void aContentTooLongIsRefusedBeforeTheFirstByte() {
    var options =
        Map.of("content", "url", "url", "https://x.cn/" + "{deviceName}".repeat(40), "level", "H");
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 2);
    var file = png.prepare(batch, tencent, options);
    var out = new ByteArrayOutputStream();

    // Forty times the first name goes in; forty times the second does not.
    assertThatThrownBy(() -> file.writeTo(out, Orders.units("d", "x".repeat(48))))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("too long for a QR code of error correction H");
    assertThat(out.size()).isZero();
  }

  @Test
  void unfitOptionsAreRefusedInASentence() {
    refused(Map.of("colour", "red"), "no option 'colour'");
    refused(Map.of("level", "x"), "'level' is one of h, l, m, q");
    refused(Map.of("pixels", "0"), "'pixels' is a whole number from 1 to 40");
    refused(Map.of("pixels", "many"), "'pixels' is a whole number from 1 to 40");
    refused(Map.of("content", "secret"), "'content' is one of binding, identity, json, url");
    refused(Map.of("secret", "true"), "only content=json can hold a DeviceSecret");
    refused(Map.of("content", "binding", "secret", "true"), "only content=json");
    refused(Map.of("content", "json", "secret", "yes"), "'secret' is true or false");
    refused(Map.of("content", "url"), "needs the option 'url'");
    refused(Map.of("url", "https://x.cn/{deviceName}"), "belongs to content=url");
  }

  @Test
  void unitsThatRegisterHaveNoSecretToPrint() {
    var batch = Orders.batch(tencent, BurnMethod.DYNAMIC_REGISTRATION, 1);

    assertThatThrownBy(
            () -> png.prepare(batch, tencent, Map.of("content", "json", "secret", "true")))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("fetch their DeviceSecret by registration");
  }

  private void refused(Map<String, String> options, String sentence) {
    var batch = Orders.batch(tencent, BurnMethod.DEVICE_SECRET, 1);
    assertThatThrownBy(() -> png.prepare(batch, tencent, options))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining(sentence);
  }

  /// A name and the product that may have it.
  record Named(Product product, String name) {}

  @Provide
  Arbitrary<Named> names() {
    var letters = Arbitraries.strings().alpha().numeric();
    return Arbitraries.oneOf(
        letters.withChars("-_@.:").ofMinLength(4).ofMaxLength(32).map(n -> new Named(aliyun, n)),
        letters.withChars(":_-").ofMinLength(1).ofMaxLength(48).map(n -> new Named(tencent, n)));
  }

  @Provide
  Arbitrary<String> levels() {
    return Arbitraries.of("L", "M", "Q", "H", "q");
  }

  private static Map<String, String> binding() {
    return Map.of("content", "binding");
  }

  private static byte[] only(byte[] zip) {
    return new ArrayList<>(unzipped(zip).values()).getFirst();
  }

  private static Map<String, byte[]> unzipped(byte[] zip) {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// Fills the runs of the path, four pixels a module.
  private static BufferedImage drawn(String svg) {
    var view = VIEW.matcher(svg);
    assertThat(view.find()).isTrue();
    int modules = Integer.parseInt(view.group(1));
    var image = new BufferedImage(modules * 4, modules * 4, BufferedImage.TYPE_BYTE_GRAY);
    var pen = image.createGraphics();
    pen.fillRect(0, 0, modules * 4, modules * 4);
    pen.setPaint(Color.BLACK);
    RUN.matcher(svg)
        .results()
        .forEach(
            run ->
                pen.fillRect(
                    Integer.parseInt(run.group(1)) * 4,
                    Integer.parseInt(run.group(2)) * 4,
                    Integer.parseInt(run.group(3)) * 4,
                    4));
    pen.dispose();
    return image;
  }
}
