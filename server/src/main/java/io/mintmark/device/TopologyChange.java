package io.mintmark.device;

/// What happened to a gateway's sub-devices by the hand of somebody else.
public enum TopologyChange {
  ADDED,
  REMOVED,
  ENABLED,
  DISABLED
}
