package io.mintmark.dialect;

import io.mintmark.gateway.GatewayRequest;
import java.util.List;

/// What a dialect makes of a message for the server itself.
public sealed interface ServiceReading {

  /// The answer is known at once; it goes to the device whether it subscribed or not.
  ///
  /// @param pushes none for a message that deserves no answer
  record Answer(List<Push> pushes) implements ServiceReading {}

  /// A request about sub-devices, to be decided.
  ///
  /// @param answer writes what the gateway is told of the outcome
  record Gateway(GatewayRequest request, GatewayAnswer answer) implements ServiceReading {}
}
