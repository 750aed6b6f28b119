package io.mintmark.api;

import io.swagger.v3.oas.annotations.media.Schema;

/// What the device plane has done since the server started, and what it refused.
public record GateFigures(
    @Schema(description = "Connections open now") int connections,
    @Schema(description = "Requests to register or log in that are being decided now") int waiting,
    @Schema(description = "Connections taken") long accepted,
    @Schema(description = "Logins granted") long logins,
    @Schema(description = "Logins refused, for any reason") long loginRefusals,
    @Schema(description = "Registrations granted, repeated ones included") long registrations,
    @Schema(description = "Registrations refused, for any reason") long registrationRefusals,
    @Schema(description = "Connections to the broker that were opened") long upstreams,
    @Schema(description = "Messages and subscriptions outside the sender's own topics")
        long topicRefusals,
    GateRefusals refused) {}
