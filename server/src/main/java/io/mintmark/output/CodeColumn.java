package io.mintmark.output;

import io.mintmark.product.Product;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The column `QR-code` of table-like files, for those who print the labels themselves. What stands
/// in a code is not decided here.
public final class CodeColumn {

  /// No such column: the option is unknown.
  public static final CodeColumn NONE = new CodeColumn(null);

  private static final FileFormat.Option QR =
      new FileFormat.Option(
          "qr", "false", "true adds a column with the text of each unit's QR code");

  private final @Nullable Function<Product, Function<BurntUnit, String>> texts;

  private CodeColumn(@Nullable Function<Product, Function<BurntUnit, String>> texts) {
    this.texts = texts;
  }

  /// A column that every table-like format then knows by the option `qr`.
  ///
  /// @param texts for a product, what stands in the code of each unit
  public static CodeColumn of(Function<Product, Function<BurntUnit, String>> texts) {
    return new CodeColumn(texts);
  }

  List<FileFormat.Option> withOption(FileFormat.Option... others) {
    return texts == null
        ? List.of(others)
        : Stream.concat(Stream.of(others), Stream.of(QR)).toList();
  }

  @Nullable Function<BurntUnit, String> read(GivenOptions options, Product product) {
    return texts != null && options.flag(QR.name()) ? texts.apply(product) : null;
  }
}
