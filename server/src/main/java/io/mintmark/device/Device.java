package io.mintmark.device;

import io.mintmark.vault.Sealed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A device as stored. Times have millisecond precision.
///
/// @param batch where it was minted; null for one that its own registration created
/// @param secret the DeviceSecret, sealed for [DeviceIdentity#secretRow]; it never changes while
///     the device lives, so it also tells this device from a later one of the same name
/// @param resetPending an operator let this activated device register again; the next login ends it
/// @param held refused until an operator decides, because the evidence says it has been copied
/// @param registeredWith version of the ProductSecret of the latest registration; 0 if there
///     was none
/// @param registeredAt first registration; null for devices that burned their own secret
/// @param activatedAt first successful login; null until then
public record Device(
    DeviceIdentity identity,
    @Nullable BatchId batch,
    Sealed secret,
    boolean enabled,
    boolean held,
    boolean resetPending,
    int registeredWith,
    Instant createdAt,
    @Nullable Instant registeredAt,
    @Nullable Instant activatedAt) {

  /// Whether the device has ever logged in.
  public enum State {
    UNACTIVATED,
    ACTIVATED
  }

  /// A device that its own registration creates.
  public static Device unlisted(
      DeviceIdentity identity, Sealed secret, int secretVersion, Instant at) {
    return new Device(identity, null, secret, true, false, false, secretVersion, at, at, null);
  }

  /// Whether a registration created it, because nobody had listed its name.
  public boolean isUnlisted() {
    return batch == null;
  }

  public State state() {
    return activatedAt == null ? State.UNACTIVATED : State.ACTIVATED;
  }

  /// Why listed registration is not open to this device; empty if it is. Until activation a device
  /// may repeat it as often as it likes, because an answer may get lost on the way.
  public Optional<RegistrationBar> registrationBar() {
    if (!enabled) {
      return Optional.of(RegistrationBar.DISABLED);
    }
    if (held) {
      return Optional.of(RegistrationBar.HELD);
    }
    if (activatedAt != null && !resetPending) {
      return Optional.of(RegistrationBar.ACTIVATED);
    }
    return Optional.empty();
  }

  /// Whether a successful login now would change what is stored.
  public boolean loginChangesIt() {
    return activatedAt == null || resetPending;
  }

  /// What stands between a device and its registration.
  public enum RegistrationBar {
    DISABLED,
    HELD,
    ACTIVATED
  }
}
