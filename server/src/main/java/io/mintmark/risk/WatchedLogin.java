package io.mintmark.risk;

import io.mintmark.login.DeviceLogin;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.login.LoginOutcome.Admitted;
import java.util.concurrent.CompletionStage;

/// A login whose admissions the [CloneWatch] is told of.
public final class WatchedLogin implements DeviceLogin {

  private final DeviceLogin login;
  private final CloneWatch watch;

  public WatchedLogin(DeviceLogin login, CloneWatch watch) {
    this.login = login;
    this.watch = watch;
  }

  @Override
  public CompletionStage<LoginOutcome> login(LoginAttempt attempt) {
    return login
        .login(attempt)
        .thenApply(
            outcome -> {
              if (outcome instanceof Admitted admitted) {
                watch.loggedIn(
                    admitted.identity(), admitted.clientId(), attempt.origin(), attempt.detail());
              }
              return outcome;
            });
  }
}
