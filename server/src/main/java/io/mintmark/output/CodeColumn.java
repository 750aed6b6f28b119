package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
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

  private final @Nullable BiFunction<Batch, Product, Function<BurntUnit, String>> texts;

  private CodeColumn(@Nullable BiFunction<Batch, Product, Function<BurntUnit, String>> texts) {
    this.texts = texts;
  }

  /// A column that every table-like format then knows by the option `qr`.
  ///
  /// @param texts for a batch and its product, what stands in the code of each unit; it may throw
  ///     [UnfitFileException] where there is no such text
  public static CodeColumn of(BiFunction<Batch, Product, Function<BurntUnit, String>> texts) {
    return new CodeColumn(texts);
  }

  /// A column with the text by which a vendor's app binds the device; refused where there is none.
  public static CodeColumn of(BindingTexts bindings) {
    return of(
        (batch, product) -> {
          bindings.require(batch, product);
          return unit ->
              bindings.of(batch, product, unit.name(), Objects.requireNonNull(unit.secret()));
        });
  }

  List<FileFormat.Option> withOption(FileFormat.Option... others) {
    return texts == null
        ? List.of(others)
        : Stream.concat(Stream.of(others), Stream.of(QR)).toList();
  }

  @Nullable Function<BurntUnit, String> read(GivenOptions options, Batch batch, Product product) {
    return texts != null && options.flag(QR.name()) ? texts.apply(batch, product) : null;
  }
}
