package io.mintmark.login;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceClient;
import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceClients.Found;
import io.mintmark.device.DeviceTokens;
import io.mintmark.device.Rounds;
import io.mintmark.login.LoginOutcome.Admitted;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import io.mintmark.product.Product;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Login with the ClientID and DeviceToken of an unlisted registration. It costs one read and one
/// keyed hash; the first login of a unit, and the first of its name after a reset, one durable
/// write more.
public final class TokenLogin {

  private final DeviceClients clients;
  private final DeviceTokens tokens;
  private final InstantSource clock;

  public TokenLogin(DeviceClients clients, Vault vault, InstantSource clock) {
    this.clients = clients;
    this.tokens = new DeviceTokens(vault);
    this.clock = clock;
  }

  /// The stage fails as the store does.
  CompletionStage<LoginOutcome> login(LoginAttempt attempt, Credential.Token shown) {
    return Rounds.decide(
        () -> clients.find(attempt.identity(), shown.clientId()),
        found -> decide(attempt, shown, found));
  }

  private CompletionStage<Optional<LoginOutcome>> decide(
      LoginAttempt attempt, Credential.Token shown, Found found) {
    // Hashed whoever asks, so that an unknown unit costs what a wrong token costs.
    boolean right =
        tokens.matches(attempt.identity(), shown.clientId(), shown.token(), found.client());
    Optional<Reason> bar = barOf(attempt, found, right);
    if (bar.isPresent()) {
      return Rounds.decided(new Refused(bar.get()));
    }
    var listing = found.listing().orElseThrow();
    return admit(listing.product(), listing.device().orElseThrow(), found.client().orElseThrow());
  }

  private static Optional<Reason> barOf(LoginAttempt attempt, Found found, boolean right) {
    Optional<Reason> unknown = Bars.unknown(attempt, found.listing());
    if (unknown.isPresent()) {
      return unknown;
    }
    var listing = found.listing().orElseThrow();
    if (isTooOpen(attempt, listing.product())) {
      return Optional.of(Reason.PLAIN_TRANSPORT);
    }
    if (found.client().isEmpty()) {
      return Optional.of(Reason.CLIENT_UNKNOWN);
    }
    if (!right) {
      return Optional.of(Reason.TOKEN_WRONG);
    }
    return found.client().get().state() == DeviceClient.State.BANNED
        ? Optional.of(Reason.CLIENT_BANNED)
        : Bars.barred(listing.device().orElseThrow());
  }

  /// The token itself travels, so by default only under TLS.
  private static boolean isTooOpen(LoginAttempt attempt, Product product) {
    return !attempt.origin().transport().encrypted() && !product.rules().tokenOverPlain();
  }

  private CompletionStage<Optional<LoginOutcome>> admit(
      Product product, Device device, DeviceClient client) {
    boolean first = device.state() == Device.State.UNACTIVATED;
    var admitted = new Admitted(device.identity(), first, client.clientId(), product.rules());
    return client.firstConnectedAt() == null || device.loginChangesIt()
        ? Rounds.onceWritten(clients.markConnected(client, clock.instant()), () -> admitted)
        : Rounds.decided(admitted);
  }
}
