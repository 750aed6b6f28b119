package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Sightings;
import java.util.List;
import java.util.Optional;

/// Where a device last logged in from, as far as anybody remembers. Blocks.
@FunctionalInterface
public interface LastAddresses {

  /// Empty if it is not known.
  Optional<String> of(DeviceIdentity identity);

  /// Looks it up where the device was seen last.
  static LastAddresses in(Sightings sightings) {
    return identity ->
        Optional.ofNullable(
                sightings.of(identity.product(), List.of(identity.name())).get(identity.name()))
            .map(seen -> seen.origin().address());
  }
}
