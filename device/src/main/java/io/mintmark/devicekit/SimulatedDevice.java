package io.mintmark.devicekit;

import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// One unit as it leaves the factory: at power-on it logs in with its own credential, and if it has
/// none yet, registers and stores one first. It never registers twice while the store remembers,
/// whatever the login says; no vendor's firmware does.
public final class SimulatedDevice {

  /// Stores may block and network threads must not.
  private static final Executor STORING = Thread::startVirtualThread;

  private static final int CONNACK_SERVER_UNAVAILABLE = 3;

  private final Burned burned;
  private final Firmware firmware;
  private final CredentialStore store;
  private final MessageListener listener;

  public SimulatedDevice(
      Burned burned, Firmware firmware, CredentialStore store, MessageListener listener) {
    this.burned = burned;
    this.firmware = firmware;
    this.store = store;
    this.listener = listener;
  }

  /// Power-on, one attempt. Does not block; fails with an [IOException], as is or wrapped in a
  /// [CompletionException], if the network, the server's answer or the store failed.
  public CompletableFuture<StartOutcome> start() {
    return switch (burned) {
      case Credential own -> logIn(own, false);
      case ProductCredential shared ->
          CompletableFuture.supplyAsync(this::stored, STORING)
              .thenCompose(
                  own -> own.map(kept -> logIn(kept, false)).orElseGet(() -> register(shared)));
    };
  }

  /// Power-on, trying again after I/O failures and CONNACK 3 (server unavailable) as the back-off
  /// says; the last attempt's outcome or failure is the outcome.
  public CompletableFuture<StartOutcome> start(BackOff backOff) {
    return backOff.repeat(
        this::start,
        outcome ->
            !(outcome instanceof StartOutcome.LoginRefused(int code, _))
                || code != CONNACK_SERVER_UNAVAILABLE);
  }

  private CompletableFuture<StartOutcome> register(ProductCredential shared) {
    return firmware
        .registration()
        .register(shared)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case RegistrationOutcome.Registered(var own) ->
                      CompletableFuture.runAsync(() -> keep(own), STORING)
                          .thenCompose(_ -> logIn(own, true));
                  case RegistrationOutcome.Refused(var code, var message) ->
                      CompletableFuture.completedFuture(
                          new StartOutcome.RegistrationRefused(code, message));
                });
  }

  private CompletableFuture<StartOutcome> logIn(Credential own, boolean registeredNow) {
    return firmware
        .login()
        .login(own, listener)
        .thenApply(
            outcome ->
                switch (outcome) {
                  case LoginOutcome.Connected(var session, _) ->
                      new StartOutcome.Online(session, registeredNow);
                  case LoginOutcome.Refused(int code) ->
                      new StartOutcome.LoginRefused(code, registeredNow);
                });
  }

  private Optional<Credential> stored() {
    try {
      return store.find(burned.identity());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void keep(Credential own) {
    try {
      store.save(own);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
