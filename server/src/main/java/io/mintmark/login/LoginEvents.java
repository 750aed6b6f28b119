package io.mintmark.login;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.login.LoginOutcome.Admitted;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Tells the event log what became of logins.
final class LoginEvents {

  private final EventLog events;
  private final InstantSource clock;

  LoginEvents(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /// A wrong signature was reported where it was found, perhaps with its explanation.
  void report(LoginAttempt attempt, LoginOutcome outcome) {
    switch (outcome) {
      case Admitted admitted -> {
        if (admitted.first()) {
          append(attempt, EventKind.ACTIVATION, "ACTIVATED");
        }
        append(attempt, EventKind.LOGIN, "ADMITTED");
      }
      case Refused(var reason) -> {
        if (reason != Reason.PROOF_WRONG
            || !(attempt.credential() instanceof Credential.Signature)) {
          append(attempt, EventKind.LOGIN, reason.name());
        }
      }
    }
  }

  private void append(LoginAttempt attempt, EventKind kind, String word) {
    events.append(event(attempt, kind, word, clock.instant()));
  }

  static Event event(LoginAttempt attempt, EventKind kind, String word, Instant at) {
    return new Event(
        at,
        kind,
        word,
        attempt.identity().product().value(),
        attempt.identity().name(),
        attempt.dialect().name(),
        attempt.origin(),
        told(attempt));
  }

  /// What the device told of itself, and which unit of its name it says it is.
  private static @Nullable String told(LoginAttempt attempt) {
    if (!(attempt.credential() instanceof Credential.Token(var clientId, _))) {
      return attempt.detail();
    }
    String client = "client " + clientId;
    return attempt.detail() == null ? client : client + "; " + attempt.detail();
  }
}
