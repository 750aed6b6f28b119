package io.mintmark.output;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Dialect;
import java.time.Instant;
import java.util.Optional;

/// Where the binding texts of all dialects are found.
@FunctionalInterface
public interface BindingForms {

  /// The form for one device; empty if the vendor has none.
  ///
  /// @param at the time that the text claims to be made at; the same time gives the same text
  Optional<BindingForm> find(Dialect dialect, DeviceIdentity device, Instant at);
}
