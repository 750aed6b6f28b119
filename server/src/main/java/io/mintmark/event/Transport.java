package io.mintmark.event;

/// How a device reached the gate.
public enum Transport {
  HTTP(false),
  HTTPS(true),
  MQTT(false),
  MQTTS(true),
  /// MQTT over WebSocket.
  WS(false),
  WSS(true);

  private final boolean encrypted;

  Transport(boolean encrypted) {
    this.encrypted = encrypted;
  }

  /// Whether TLS lies around it.
  public boolean encrypted() {
    return encrypted;
  }
}
