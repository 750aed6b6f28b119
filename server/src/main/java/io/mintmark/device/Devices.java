package io.mintmark.device;

import io.mintmark.product.ProductKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stored devices as operators see them. Calls block until done and durable; for the management
/// plane.
public interface Devices {

  Optional<Device> find(DeviceIdentity identity);

  /// Devices of a product in the order of their names (by UTF-8 bytes).
  ///
  /// @param prefix only names that start so; empty for all
  /// @param after only names after this one; null for the first page
  List<Device> page(ProductKey product, String prefix, @Nullable String after, int limit);

  /// How many devices registered last with each version of the ProductSecret. Reads every device of
  /// the product: some three million rows a second.
  Map<Integer, Long> countBySecretVersion(ProductKey product);

  /// False if there is no such device.
  boolean setEnabled(DeviceIdentity identity, boolean enabled);

  /// Lets an activated device register again. A device that is not activated may anyway, and is
  /// left as it is. False if there is no such device.
  boolean reset(DeviceIdentity identity);

  /// Ends the identity for good. False if there was none.
  boolean delete(DeviceIdentity identity);
}
