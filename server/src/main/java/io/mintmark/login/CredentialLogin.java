package io.mintmark.login;

import io.mintmark.device.Rounds;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.EventLog;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets devices in by whatever they show: hands each credential to the use case that knows it, and
/// tells the event log what came of it.
public final class CredentialLogin implements DeviceLogin {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialLogin.class);

  private final SecretLogin secrets;
  private final TokenLogin tokens;
  private final LoginEvents events;

  public CredentialLogin(
      SecretLogin secrets, TokenLogin tokens, EventLog events, InstantSource clock) {
    this.secrets = secrets;
    this.tokens = tokens;
    this.events = new LoginEvents(events, clock);
  }

  @Override
  public CompletionStage<LoginOutcome> login(LoginAttempt attempt) {
    return decide(attempt)
        .exceptionally(failure -> new Refused(reasonOf(attempt, failure)))
        .thenApply(
            outcome -> {
              events.report(attempt, outcome);
              return outcome;
            });
  }

  private CompletionStage<LoginOutcome> decide(LoginAttempt attempt) {
    if (isProvenOther(attempt)) {
      return CompletableFuture.completedFuture(new Refused(Reason.IDENTITY_MISMATCH));
    }
    return switch (attempt.credential()) {
      case Credential.Signature _, Credential.Handshake _ -> secrets.login(attempt);
      case Credential.Token token -> tokens.login(attempt, token);
    };
  }

  private static boolean isProvenOther(LoginAttempt attempt) {
    return attempt.proven() != null && !attempt.proven().identity().equals(attempt.identity());
  }

  private static Reason reasonOf(LoginAttempt attempt, Throwable failure) {
    Throwable cause = Rounds.causeOf(failure);
    if (cause instanceof StoreOverloadedException) {
      return Reason.OVERLOADED;
    }
    LOG.error("login of {} failed", attempt.identity(), cause);
    return Reason.INTERNAL;
  }
}
