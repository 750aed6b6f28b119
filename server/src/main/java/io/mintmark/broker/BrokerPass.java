package io.mintmark.broker;

import java.util.Objects;

/// User name and password for one CONNECT to the broker. MQTT 3 allows no password without a user
/// name, so both are always sent. Never printed.
public record BrokerPass(String userName, String password) {

  public BrokerPass {
    Objects.requireNonNull(userName, "userName");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "BrokerPass[" + userName + "]";
  }
}
