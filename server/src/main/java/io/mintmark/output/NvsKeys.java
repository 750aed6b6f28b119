package io.mintmark.output;

import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What of a unit goes under which key into its NVS partition. The rules are those of Espressif's
/// manufacturing utility and of the NVS library: names of at most 15 characters, and a
/// configuration file whose keys stand in the same order as the columns of the values file.
///
/// @param encoding how the secret is stored: `string`, or a blob told to the tool as `base64` or
///     `hex2bin`
record NvsKeys(
    Product product,
    boolean secrets,
    String namespace,
    String productKey,
    String deviceName,
    String deviceSecret,
    String encoding) {

  private static final FileFormat.Option NAMESPACE =
      new FileFormat.Option("namespace", "mintmark", "the NVS namespace, at most 15 characters");
  private static final FileFormat.Option PRODUCT =
      new FileFormat.Option(
          "product-key", "product_key", "the NVS key of the ProductKey or ProductID");
  private static final FileFormat.Option NAME =
      new FileFormat.Option("device-name", "device_name", "the NVS key of the DeviceName");
  private static final FileFormat.Option SECRET =
      new FileFormat.Option("device-secret", "device_secret", "the NVS key of the DeviceSecret");
  private static final FileFormat.Option ENCODING =
      new FileFormat.Option(
          "secret-encoding",
          "string",
          "string stores the secret as it is written; base64 and hex2bin store its bytes as a blob:"
              + " those that a Tencent secret stands for, or those of the text of an Aliyun secret");

  static final List<FileFormat.Option> OPTIONS =
      List.of(NAMESPACE, PRODUCT, NAME, SECRET, ENCODING);

  /// The tool looks for these words anywhere on a line.
  private static final List<String> WORDS_OF_THE_TOOL = List.of("namespace", "REPEAT");

  private static final Pattern NVS_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,15}");

  static NvsKeys read(
      FileFormat format, Batch batch, Product product, Map<String, String> options) {
    var given = new GivenOptions(format, options);
    var keys =
        new NvsKeys(
            product,
            batch.burnMethod() == BurnMethod.DEVICE_SECRET,
            nvsName(given, NAMESPACE),
            nvsName(given, PRODUCT),
            nvsName(given, NAME),
            nvsName(given, SECRET),
            given.oneOf(ENCODING.name(), "string", "base64", "hex2bin"));
    if (new HashSet<>(keys.header()).size() < keys.header().size()) {
      throw new UnfitFileException("two NVS keys have the same name; each needs its own");
    }
    return keys;
  }

  /// The first line of the values file.
  List<String> header() {
    var header = new ArrayList<>(List.of(productKey, deviceName));
    if (secrets) {
      header.add(deviceSecret);
    }
    return header;
  }

  /// A unit's line of the values file.
  ///
  /// @throws UnfitFileException if the secret does not have the form that the encoding needs
  List<String> values(BurntUnit unit) {
    String key = product.key().value();
    return secrets ? List.of(key, unit.name(), secretOf(unit)) : List.of(key, unit.name());
  }

  /// The lines of the configuration file: key, type, encoding.
  List<List<String>> configuration() {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of(namespace, "namespace", ""));
    lines.add(List.of(productKey, "data", "string"));
    lines.add(List.of(deviceName, "data", "string"));
    if (secrets) {
      lines.add(List.of(deviceSecret, "data", encoding));
    }
    return lines;
  }

  private String secretOf(BurntUnit unit) {
    return switch (encoding) {
      case "base64" -> Base64.getEncoder().encodeToString(bytesOf(unit));
      case "hex2bin" -> HexFormat.of().formatHex(bytesOf(unit));
      default -> BurntSecret.of(unit).expose();
    };
  }

  private byte[] bytesOf(BurntUnit unit) {
    byte[] text = BurntSecret.of(unit).exposeBytes();
    if (product.dialect() == Dialect.ALIYUN) {
      return text;
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      // Its message would show a part of the secret.
      throw new UnfitFileException(
          "unit %d (%s) has a secret that is not Base64; ask with secret-encoding=string"
              .formatted(unit.number(), unit.name()));
    }
  }

  private static String nvsName(GivenOptions given, FileFormat.Option option) {
    String name = given.text(option.name());
    if (!NVS_NAME.matcher(name).matches() || WORDS_OF_THE_TOOL.contains(name)) {
      throw new UnfitFileException(
          "the option '%s' is a name of NVS: 1 to 15 of A-Z a-z 0-9 _ - . and neither of %s, not"
                  .formatted(option.name(), String.join(", ", WORDS_OF_THE_TOOL))
              + " '%s'".formatted(Quoted.of(name)));
    }
    return name;
  }
}
