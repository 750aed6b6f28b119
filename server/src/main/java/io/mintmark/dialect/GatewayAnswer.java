package io.mintmark.dialect;

import io.mintmark.gateway.GatewayOutcome;
import java.util.List;

/// Writes the answer to one request about sub-devices. Safe for any thread; may be asked once only.
@FunctionalInterface
public interface GatewayAnswer {

  /// Writes it.
  ///
  /// @return none if the request wanted no answer
  List<Push> write(GatewayOutcome outcome);
}
