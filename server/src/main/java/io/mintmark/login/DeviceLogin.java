package io.mintmark.login;

import java.util.concurrent.CompletionStage;

/// Lets devices in. Safe for any thread, event loops included: it never blocks. The stage completes
/// on any thread, after the activation of a first login is durable, and never fails.
public interface DeviceLogin {

  CompletionStage<LoginOutcome> login(LoginAttempt attempt);
}
