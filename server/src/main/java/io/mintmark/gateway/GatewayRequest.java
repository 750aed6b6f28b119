package io.mintmark.gateway;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.vault.Proof;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a gateway asks for sub-devices, as its dialect read it from a message. No request names a
/// sub-device twice.
public sealed interface GatewayRequest {

  /// The sub-devices that it is about, in the order of the message.
  default List<Asked> asked() {
    return List.of();
  }

  /// Whether one refusal refuses the whole request.
  default boolean together() {
    return true;
  }

  /// The sub-devices' credentials, for a gateway to keep for them. Without a proof it is enough
  /// that the gateway is of their project; a proof is made with the ProductSecret.
  record Register(List<Asked> asked, boolean together) implements GatewayRequest {}

  /// The sub-devices are to be the gateway's. Proofs are made with their DeviceSecrets.
  ///
  /// @param mayMove whether a sub-device that has another gateway leaves it for this one
  record Bind(List<Asked> asked, boolean together, boolean mayMove) implements GatewayRequest {}

  /// The sub-devices are no longer the gateway's.
  record Unbind(List<Asked> asked, boolean together) implements GatewayRequest {}

  /// All sub-devices are no longer the gateway's.
  record UnbindAll() implements GatewayRequest {}

  /// Which sub-devices the gateway has.
  record Describe() implements GatewayRequest {}

  /// The gateway speaks for these from now on. Proofs, where the dialect has them, are made with
  /// the DeviceSecrets; the topology is checked in any case.
  record Login(List<Asked> asked, boolean together) implements GatewayRequest {}

  /// The gateway no longer speaks for these.
  record Logout(List<Asked> asked, boolean together) implements GatewayRequest {}

  /// A message that could not be read.
  ///
  /// @param detail what is wrong with it, for an engineer
  record Unreadable(Reason reason, String detail) implements GatewayRequest {}

  /// One sub-device of a request.
  sealed interface Asked {

    /// One that can be decided.
    ///
    /// @param proof null where the dialect asks for none
    /// @param expiresAt until when the proof was meant to hold; null for "for ever"
    record Sound(DeviceIdentity identity, @Nullable Proof proof, @Nullable Instant expiresAt)
        implements Asked {}

    /// Not to be decided at all.
    ///
    /// @param productKey as claimed
    /// @param deviceName as claimed
    /// @param detail which field and what is wrong with it, for an engineer
    record Faulty(
        @Nullable String productKey, @Nullable String deviceName, Reason reason, String detail)
        implements Asked {}
  }
}
