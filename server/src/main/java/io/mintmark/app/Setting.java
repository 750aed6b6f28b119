package io.mintmark.app;

import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.gate.admission.Allowance;
import io.mintmark.gate.admission.Limit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every key that an operator may set, with its default and what it means. `docs/settings.md` lists
/// the same; a test holds the two together.
public enum Setting {
  GATE_ADDRESS("gate.address", "0.0.0.0", "Address on which devices are awaited."),
  GATE_MQTT_PORT("gate.mqtt-port", "1883", "MQTT over plain TCP; 0 takes any free port."),
  GATE_MQTTS_PORT("gate.mqtts-port", "8883", "MQTT over TLS; 0 takes any free port."),
  GATE_HTTP_PORT("gate.http-port", "8080", "Registration over plain HTTP; 0 takes any free port."),
  GATE_HTTPS_PORT("gate.https-port", "8443", "Registration over HTTPS; 0 takes any free port."),
  GATE_HOST_NAMES(
      "gate.host-names",
      "localhost,127.0.0.1",
      "Names and addresses under which devices reach this server, comma-separated; they stand in"
          + " its TLS certificates."),
  GATE_CERTIFICATE_FILE(
      "gate.certificate-file",
      "",
      "PEM file with a certificate of your own, RSA or ECDSA, and its chain; empty for the server's"
          + " own CA. Read again when it changes."),
  GATE_KEY_FILE("gate.key-file", "", "PEM file with the key of that certificate."),
  GATE_SECOND_CERTIFICATE_FILE(
      "gate.second-certificate-file",
      "",
      "The same for a second certificate, of the kind that the first is not."),
  GATE_SECOND_KEY_FILE(
      "gate.second-key-file", "", "PEM file with the key of the second certificate."),
  GATE_PLAIN_REGISTRATION(
      "gate.plain-registration",
      "false",
      "Whether devices may register over MQTT without TLS, for test benches."),
  GATE_MAX_CONNECTIONS(
      "gate.max-connections", "100000", "Device connections that may be open at once."),
  GATE_MAX_WAITING(
      "gate.max-waiting",
      "10000",
      "Requests to register or log in that may be decided at once; further ones are told to come"
          + " later."),
  GATE_MAX_CONNECT_BYTES(
      "gate.max-connect-bytes", "16384", "Bytes that an MQTT CONNECT may have, its will included."),
  GATE_MAX_HTTP_BODY_BYTES(
      "gate.max-http-body-bytes",
      "16384",
      "Bytes that the body of a device's HTTP request may have."),
  GATE_GREETING_SECONDS(
      "gate.greeting-seconds",
      "10",
      "How long a peer may take to say what it wants, a TLS handshake included."),
  GATE_HTTP_IDLE_SECONDS(
      "gate.http-idle-seconds",
      "60",
      "How long a kept HTTP connection may be silent between requests."),
  GATE_ADMISSION_ACCEPTS(
      Limit.ACCEPTS.setting(), AdmissionLimits.DEFAULT.accepts(), "Connections of all together."),
  GATE_ADMISSION_ADDRESS_CONNECTS(
      Limit.ADDRESS_CONNECTS.setting(),
      AdmissionLimits.DEFAULT.addressConnects(),
      "Connections from one address."),
  GATE_ADMISSION_ADDRESS_FAILURES(
      Limit.ADDRESS_FAILURES.setting(),
      AdmissionLimits.DEFAULT.addressFailures(),
      "Attempts from one address that failed by the peer's fault; an address over it is reset at"
          + " accept."),
  GATE_ADMISSION_IDENTITY_CONNECTS(
      Limit.IDENTITY_CONNECTS.setting(),
      AdmissionLimits.DEFAULT.identityConnects(),
      "Logins and registrations of one identity that were granted."),
  GATE_ADMISSION_IDENTITY_FAILURES(
      Limit.IDENTITY_FAILURES.setting(),
      AdmissionLimits.DEFAULT.identityFailures(),
      "Attempts in the name of one identity that failed."),
  MANAGEMENT_ADDRESS(
      "management.address",
      "127.0.0.1",
      "Address of the management API. It speaks plain HTTP: open it to others only behind a proxy"
          + " with TLS."),
  MANAGEMENT_PORT("management.port", "9000", "Port of the management API; 0 takes any free port."),
  STORE_URL(
      "store.url", "", "Empty for SQLite in the data folder, or jdbc:postgresql://host/database."),
  STORE_USER("store.user", "", "PostgreSQL user."),
  STORE_PASSWORD("store.password", "", "PostgreSQL password.", true),
  BROKER_URL(
      "broker.url",
      "",
      "Empty for the embedded broker, or mqtt://host:1883 or mqtts://host:8883 for one that runs"
          + " elsewhere."),
  BROKER_USERNAME(
      "broker.username",
      "",
      "Account at the external broker, for all clients; empty if it asks for none."),
  BROKER_PASSWORD("broker.password", "", "Its password.", true),
  BROKER_CA_FILE(
      "broker.ca-file",
      "",
      "PEM file of the certificates that may vouch for an mqtts:// broker; empty for those that"
          + " Java trusts."),
  BROKER_MAX_PACKET_BYTES(
      "broker.max-packet-bytes",
      "524288",
      "Largest MQTT packet that goes through; who sends a larger one is cut off."),
  BROKER_SESSION_STORE(
      "broker.session-store",
      "file",
      "Where the embedded broker keeps sessions and queued messages: file, so that they live through"
          + " a restart, or memory, several times faster for QoS 1."),
  BROKER_DEVICE_QUEUE(
      "broker.device-queue",
      "1000",
      "Messages of QoS 1 kept for a device that is away or slow; further ones are lost."),
  BROKER_APPLICATION_QUEUE(
      "broker.application-queue",
      "100000",
      "The same for a cloud program: how far it may fall behind without loss."),
  PRODUCTION_MAX_UNITS("production.max-units", "1000000", "The most units one batch may have."),
  PRODUCTION_NAME_LIST_HOURS(
      "production.name-list-hours",
      "24",
      "How long an examined list of names is kept, for a batch to be ordered from it."),
  DELIVERY_MAX_DAYS("delivery.max-days", "90", "How many days a delivery may be open, 1 to 3650.");

  private final String key;
  private final String defaultValue;
  private final String description;
  private final boolean secret;

  Setting(String key, String defaultValue, String description) {
    this(key, defaultValue, description, false);
  }

  Setting(String key, Allowance defaultValue, String description) {
    this(key, defaultValue.toString(), description);
  }

  Setting(String key, String defaultValue, String description, boolean secret) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
    this.secret = secret;
  }

  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  /// One sentence for the operator.
  public String description() {
    return description;
  }

  /// Whether its value must never be shown.
  public boolean secret() {
    return secret;
  }

  /// The environment variable that sets it: `MINTMARK_` and the key in capitals with underscores.
  public String variable() {
    return "MINTMARK_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values())
        .filter(setting -> setting.variable().equals(variable))
        .findFirst();
  }
}
