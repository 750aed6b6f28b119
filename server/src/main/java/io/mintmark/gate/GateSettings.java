package io.mintmark.gate;

import io.mintmark.gate.admission.AdmissionLimits;
import java.util.Objects;

/// Where and how the gate listens. Every port tells TLS, MQTT and HTTP apart by the first bytes, so
/// two of them may be the same; each has its own name because devices expect it.
///
/// @param address address to listen on; `0.0.0.0` for all
/// @param mqttPort MQTT over plain TCP; 0 takes any free port
/// @param mqttsPort MQTT over TLS; 0 takes any free port
/// @param httpPort registration over plain HTTP; 0 takes any free port
/// @param httpsPort registration over HTTPS; 0 takes any free port
/// @param plainRegistration whether devices may register over MQTT without TLS, for test benches
/// @param eventLoops threads that serve connections; 0 for one per processor
/// @param limits what strangers may cost
/// @param admission how often they may come and fail
public record GateSettings(
    String address,
    int mqttPort,
    int mqttsPort,
    int httpPort,
    int httpsPort,
    boolean plainRegistration,
    int eventLoops,
    GateLimits limits,
    AdmissionLimits admission) {

  /// The ports that devices of both vendors expect, on all addresses.
  public static final GateSettings DEFAULT =
      new GateSettings(
          "0.0.0.0", 1883, 8883, 8080, 8443, false, 0, GateLimits.DEFAULT, AdmissionLimits.DEFAULT);

  public GateSettings {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(admission, "admission");
    if (address.isBlank()) {
      throw new IllegalArgumentException("address must not be empty");
    }
    requirePort("mqttPort", mqttPort);
    requirePort("mqttsPort", mqttsPort);
    requirePort("httpPort", httpPort);
    requirePort("httpsPort", httpsPort);
    if (eventLoops < 0) {
      throw new IllegalArgumentException("eventLoops must not be negative");
    }
  }

  public GateSettings withAddress(String newAddress) {
    return new GateSettings(
        newAddress,
        mqttPort,
        mqttsPort,
        httpPort,
        httpsPort,
        plainRegistration,
        eventLoops,
        limits,
        admission);
  }

  public GateSettings withPorts(int mqtt, int mqtts, int http, int https) {
    return new GateSettings(
        address, mqtt, mqtts, http, https, plainRegistration, eventLoops, limits, admission);
  }

  public GateSettings withPlainRegistration(boolean allowed) {
    return new GateSettings(
        address, mqttPort, mqttsPort, httpPort, httpsPort, allowed, eventLoops, limits, admission);
  }

  public GateSettings withLimits(GateLimits newLimits) {
    return new GateSettings(
        address,
        mqttPort,
        mqttsPort,
        httpPort,
        httpsPort,
        plainRegistration,
        eventLoops,
        newLimits,
        admission);
  }

  public GateSettings withAdmission(AdmissionLimits newAdmission) {
    return new GateSettings(
        address,
        mqttPort,
        mqttsPort,
        httpPort,
        httpsPort,
        plainRegistration,
        eventLoops,
        limits,
        newAdmission);
  }

  int effectiveEventLoops() {
    return eventLoops > 0 ? eventLoops : Runtime.getRuntime().availableProcessors();
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " must be 0 to 65535, was " + port);
    }
  }
}
