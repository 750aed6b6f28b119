package io.mintmark.device;

/// Whom else an operator's act on a device concerns, such as its gateway.
@FunctionalInterface
public interface ActWitness {

  /// Asked before the act, because the act may end what is to be known. What it returns runs once
  /// the act is durable and the device's session is closed; it does not run if there is no such
  /// device. Blocks.
  Runnable before(DeviceIdentity identity, OperatorAct act);

  /// For acts that concern nobody else.
  static ActWitness nobody() {
    return (_, _) -> () -> {};
  }
}
