package io.mintmark.delivery;

import io.mintmark.vault.SecretText;
import java.util.Optional;

/// What became of an order for a delivery.
public sealed interface DeliveryOutcome {

  /// It is stored, and can be downloaded.
  ///
  /// @param passphrase one that was made up; it is told this once
  record Made(Delivery delivery, Optional<SecretText> passphrase) implements DeliveryOutcome {}

  /// Nothing was stored.
  ///
  /// @param sentence what would do
  record Refused(Reason reason, String sentence) implements DeliveryOutcome {}

  enum Reason {
    /// Only what is minted can be delivered.
    BATCH_NOT_READY,
    /// Not in the project of the batch.
    FACTORY_UNKNOWN,
    /// Something about the order itself.
    UNFIT
  }
}
