package io.mintmark.gateway;

import java.util.concurrent.CompletionStage;

/// Decides what gateways ask for their sub-devices. Safe for any thread, event loops included: it
/// never blocks. The stage completes on any thread, only after what it says is durable, and never
/// fails.
///
/// Who is online is not its business: the gate, which holds the sessions, lets a sub-device in
/// after this desk has granted its login, and takes it out at its logout.
public interface GatewayDesk {

  CompletionStage<GatewayOutcome> serve(GatewayCall call);
}
