package io.mintmark.device;

import io.mintmark.product.ProductKey;
import java.util.List;

/// The names of devices that were deleted, remembered for good: a unit with the old secret may
/// still be somewhere. Calls block. Safe for any thread.
public interface DeletedNames {

  /// Those of the names that a deleted device of the product had, whether or not a newer device has
  /// the name.
  List<String> among(ProductKey product, List<String> names);
}
