package io.mintmark.devicekit.wire;

import org.jspecify.annotations.Nullable;

/// Everything a CONNECT says, written as given and checked by nobody, so that tests can say what no
/// firmware would. A null user name or password is absent from the packet. A level above 4 may be
/// sent to see it refused; an answer in the form of MQTT 5 is not understood. `toString` hides the
/// password.
public record ConnectFields(
    String protocolName,
    int protocolLevel,
    String clientId,
    @Nullable String username,
    @Nullable String password,
    boolean cleanSession,
    int keepAliveSeconds) {

  /// MQTT 3.1.1, as nearly all firmware speaks.
  public static ConnectFields mqtt311(
      String clientId, String username, String password, boolean clean, int keepAliveSeconds) {
    return new ConnectFields("MQTT", 4, clientId, username, password, clean, keepAliveSeconds);
  }

  /// MQTT 3.1, as Tencent's Python SDK speaks. Longer client ids than its 23 characters pass.
  public static ConnectFields mqtt31(
      String clientId, String username, String password, boolean clean, int keepAliveSeconds) {
    return new ConnectFields("MQIsdp", 3, clientId, username, password, clean, keepAliveSeconds);
  }

  public ConnectFields withProtocol(String name, int level) {
    return new ConnectFields(
        name, level, clientId, username, password, cleanSession, keepAliveSeconds);
  }

  public ConnectFields withClientId(String id) {
    return new ConnectFields(
        protocolName, protocolLevel, id, username, password, cleanSession, keepAliveSeconds);
  }

  public ConnectFields withUsername(@Nullable String name) {
    return new ConnectFields(
        protocolName, protocolLevel, clientId, name, password, cleanSession, keepAliveSeconds);
  }

  public ConnectFields withPassword(@Nullable String text) {
    return new ConnectFields(
        protocolName, protocolLevel, clientId, username, text, cleanSession, keepAliveSeconds);
  }

  public ConnectFields withCleanSession(boolean clean) {
    return new ConnectFields(
        protocolName, protocolLevel, clientId, username, password, clean, keepAliveSeconds);
  }

  public ConnectFields withKeepAliveSeconds(int seconds) {
    return new ConnectFields(
        protocolName, protocolLevel, clientId, username, password, cleanSession, seconds);
  }

  @Override
  public String toString() {
    return "ConnectFields[%s %d, clientId=%s, username=%s, clean=%s, keepAlive=%d s]"
        .formatted(protocolName, protocolLevel, clientId, username, cleanSession, keepAliveSeconds);
  }
}
