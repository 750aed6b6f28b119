package io.mintmark.api;

import io.swagger.v3.oas.annotations.media.Schema;

/// What was refused before anybody was asked; each has the setting beside it that it answers to.
public record GateRefusals(
    @Schema(description = "Connections that were too many at once (`gate.max-connections`)")
        long tooManyConnections,
    @Schema(description = "Requests that were too many at once (`gate.max-waiting`)")
        long overloaded,
    @Schema(
            description =
                "Peers that took too long to say what they want" + " (`gate.greeting-seconds`)")
        long tooSlow,
    @Schema(
            description =
                "Requests that were too large (`gate.max-connect-bytes`,"
                    + " `gate.max-http-body-bytes`)")
        long tooLarge,
    @Schema(description = "Peers that spoke no protocol of ours, or spoke it wrongly")
        long malformed,
    @Schema(description = "TLS handshakes that failed") long handshakeFailures,
    @Schema(description = "For all accepts together (`gate.admission.accepts`)") long accepts,
    @Schema(description = "For connects from one address (`gate.admission.address-connects`)")
        long addressConnects,
    @Schema(description = "For failures from one address (`gate.admission.address-failures`)")
        long addressFailures,
    @Schema(description = "For connects of one identity (`gate.admission.identity-connects`)")
        long identityConnects,
    @Schema(description = "For failures of one identity (`gate.admission.identity-failures`)")
        long identityFailures) {}
