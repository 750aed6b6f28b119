package io.mintmark.broker;

import io.mintmark.vault.SecretText;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// How to reach a broker that runs elsewhere.
///
/// @param userName of the account under which all clients of the gate log in; empty for a broker
///     that asks for none
/// @param caFile certificates to trust, as PEM; empty for those that the JVM trusts
/// @param maxPacketBytes largest whole MQTT packet to pass on; a broker may allow less
/// @param olderSessions file for what is noted of this broker's sessions
public record ExternalBrokerSettings(
    BrokerUrl url,
    String userName,
    SecretText password,
    Optional<Path> caFile,
    int maxPacketBytes,
    Path olderSessions) {

  public ExternalBrokerSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(userName, "userName");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(caFile, "caFile");
    Objects.requireNonNull(olderSessions, "olderSessions");
  }
}
