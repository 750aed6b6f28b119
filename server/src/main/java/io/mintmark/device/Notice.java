package io.mintmark.device;

import java.util.List;

/// What the server tells a device of its own accord, in our words; the topic and the bytes are its
/// dialect's.
public sealed interface Notice {

  /// The owner's word to every device of a product that is online.
  ///
  /// @param name which of the product's broadcasts, one level of a topic; empty in a dialect that
  ///     has only one
  /// @param payload as the owner gave it; never changed
  @SuppressWarnings("ArrayRecordComponent") // a notice is never compared
  record Broadcast(String name, byte[] payload) implements Notice {}

  /// A sub-device of the device went offline, although the device had not asked for that.
  record SubDeviceEnded(DeviceIdentity subDevice, SubDeviceEnd why) implements Notice {}

  /// Somebody else changed which sub-devices the device has, or their state.
  record TopologyChanged(TopologyChange change, List<DeviceIdentity> subDevices)
      implements Notice {}
}
