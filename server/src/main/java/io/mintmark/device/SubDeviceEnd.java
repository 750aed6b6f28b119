package io.mintmark.device;

/// Why a sub-device went offline without its gateway having asked for it.
public enum SubDeviceEnd {
  /// It logged in by itself, or through another gateway.
  TAKEN_OVER,
  DEVICE_DISABLED,
  DEVICE_DELETED,
  /// It is no longer this gateway's.
  TOPOLOGY_REMOVED,
  OTHER
}
