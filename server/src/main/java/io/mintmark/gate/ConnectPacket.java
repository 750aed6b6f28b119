package io.mintmark.gate;

import io.mintmark.dialect.Connect;
import org.jspecify.annotations.Nullable;

/// A CONNECT, read.
///
/// @param password as UTF-8 text, what is not UTF-8 replaced; null if absent. Never printed.
record ConnectPacket(
    Wishes wishes, String clientId, @Nullable String username, @Nullable String password) {

  Connect asConnect(Visit visit) {
    return new Connect(
        wishes.level(),
        clientId,
        username,
        password,
        wishes.keepAliveSeconds(),
        visit.mqttOrigin(),
        visit.proven());
  }

  @Override
  public String toString() {
    return "ConnectPacket[level " + wishes.level() + ", " + clientId + "]";
  }
}
