package io.mintmark.refusal;

import io.mintmark.device.Device;
import io.mintmark.event.Event;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.vault.Proof;
import org.jspecify.annotations.Nullable;

/// Where the use cases report an attempt whose signature was wrong, instead of to the [EventLog]:
/// the event may gain the mistake that explains the signature on its way there. Never blocks and
/// never fails; safe for any thread, event loops included.
@FunctionalInterface
public interface WrongProofs {

  /// Sees to it that the event reaches the log.
  ///
  /// @param refusal the event as it stands without an explanation
  /// @param device that the peer named; null if the proof is of the product alone and it is unknown
  void report(Event refusal, Proof proof, Product product, @Nullable Device device);

  /// Passes every event on as it is.
  static WrongProofs unexplained(EventLog events) {
    return (refusal, _, _, _) -> events.append(refusal);
  }
}
