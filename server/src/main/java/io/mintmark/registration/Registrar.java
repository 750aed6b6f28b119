package io.mintmark.registration;

import java.util.concurrent.CompletionStage;

/// Registers devices. Safe for any thread, event loops included: it never blocks. The stage
/// completes on any thread, only after what it says is durable, and never fails.
public interface Registrar {

  CompletionStage<RegistrationOutcome> register(RegistrationRequest request);
}
