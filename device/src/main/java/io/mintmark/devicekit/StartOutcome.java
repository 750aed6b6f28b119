package io.mintmark.devicekit;

import io.mintmark.devicekit.wire.Session;

/// How far a device came after power-on. `registeredNow` tells that it had to register first, and
/// did.
public sealed interface StartOutcome {

  record Online(Session session, boolean registeredNow) implements StartOutcome {}

  record RegistrationRefused(String code, String message) implements StartOutcome {}

  record LoginRefused(int connackCode, boolean registeredNow) implements StartOutcome {}
}
