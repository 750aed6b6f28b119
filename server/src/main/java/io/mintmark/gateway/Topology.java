package io.mintmark.gateway;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The stored topology: each sub-device has at most one gateway. A relation ends with either of its
/// two devices. Stages complete under the rules of [io.mintmark.device.Identities].
public interface Topology {

  /// Sub-devices that one gateway may have, online or not.
  int MAX_SUB_DEVICES = 1500;

  CompletionStage<Optional<DeviceIdentity>> gatewayOf(DeviceIdentity subDevice);

  /// The sub-devices of a gateway in the order of their products and names (by UTF-8 bytes).
  CompletionStage<List<DeviceIdentity>> subDevicesOf(DeviceIdentity gateway);

  /// Binds a sub-device to a gateway, durably, and so takes it from the one that it had. False,
  /// with nothing changed, if since `seen` and `from` were read the sub-device got another gateway,
  /// or either device was deleted, disabled, held or made anew, or if the gateway has
  /// [#MAX_SUB_DEVICES] others.
  ///
  /// @param from the gateway that it had; null for none
  CompletionStage<Boolean> bind(
      DeviceIdentity gateway, Device seen, @Nullable DeviceIdentity from, Instant at);

  /// Ends a relation, durably. False if there was none.
  CompletionStage<Boolean> unbind(DeviceIdentity gateway, DeviceIdentity subDevice);

  /// Ends the relations of a gateway to all its sub-devices, durably; returns how many there were.
  CompletionStage<Integer> unbindAllOf(DeviceIdentity gateway);
}
