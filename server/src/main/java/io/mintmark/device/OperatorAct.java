package io.mintmark.device;

/// What an operator does to a device, by [DeviceOffice].
public enum OperatorAct {
  DISABLE,
  ENABLE,
  RESET,
  DELETE
}
