package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The columns that all table-like files share: what a unit burns, in the words of its dialect.
///
/// @param code the text of a unit's QR code; null where the file has no such column
record UnitColumns(Product product, boolean secrets, @Nullable Function<BurntUnit, String> code) {

  static UnitColumns of(Batch batch, Product product, @Nullable Function<BurntUnit, String> code) {
    return new UnitColumns(product, batch.burnMethod() == BurnMethod.DEVICE_SECRET, code);
  }

  /// The columns' names.
  List<String> header() {
    String key = keyWord(product);
    if (code == null) {
      return secrets ? List.of(key, "DeviceName", "DeviceSecret") : List.of(key, "DeviceName");
    }
    return secrets
        ? List.of(key, "DeviceName", "DeviceSecret", "QR-code")
        : List.of(key, "DeviceName", "QR-code");
  }

  /// What a unit has in them.
  List<String> cells(BurntUnit unit) {
    String key = product.key().value();
    if (code == null) {
      return secrets
          ? List.of(key, unit.name(), BurntSecret.of(unit).expose())
          : List.of(key, unit.name());
    }
    return secrets
        ? List.of(key, unit.name(), BurntSecret.of(unit).expose(), code.apply(unit))
        : List.of(key, unit.name(), code.apply(unit));
  }

  /// What the vendor calls a ProductKey.
  static String keyWord(Product product) {
    return switch (product.dialect()) {
      case ALIYUN -> "ProductKey";
      case TENCENT -> "ProductID";
    };
  }
}
