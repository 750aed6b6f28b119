package io.mintmark.sheet;

import io.mintmark.product.ProductKey;
import java.util.Collection;
import java.util.List;

/// What the product knows of names. Calls block. Safe for any thread.
public interface NameRegister {

  /// Those of the names that no new device can have: they belong to a device, or to a batch that is
  /// not minted yet.
  ///
  /// @param names none twice
  Collection<String> taken(ProductKey product, List<String> names);

  /// Those of the names that belonged to a device which was deleted.
  Collection<String> deletedEarlier(ProductKey product, List<String> names);
}
