package io.mintmark.app;

import io.mintmark.api.ManagementSettings;
import io.mintmark.broker.BrokerLimits;
import io.mintmark.broker.BrokerSettings;
import io.mintmark.broker.BrokerUrl;
import io.mintmark.broker.ExternalBrokerSettings;
import io.mintmark.broker.SessionStore;
import io.mintmark.certificate.CertificateFiles;
import io.mintmark.delivery.DeliverySettings;
import io.mintmark.gate.GateLimits;
import io.mintmark.gate.GateSettings;
import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.production.ProductionSettings;
import io.mintmark.vault.SecretText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The features' own settings, filled from the operator's keys.
final class SettingsForms {

  private static final int MOST_UNITS = 10_000_000;
  private static final int MOST_QUEUED = 100_000_000;
  private static final int MOST_PACKET_BYTES = 256 << 20;
  private static final int MOST_CONNECTIONS = 10_000_000;
  private static final int LEAST_REQUEST = 512;
  private static final int MOST_REQUEST = 1 << 20;
  private static final int LONGEST_SECONDS = 3_600;

  private SettingsForms() {}

  static GateSettings gate(Settings settings) {
    return GateSettings.DEFAULT
        .withAddress(settings.text(Setting.GATE_ADDRESS))
        .withPorts(
            settings.port(Setting.GATE_MQTT_PORT),
            settings.port(Setting.GATE_MQTTS_PORT),
            settings.port(Setting.GATE_HTTP_PORT),
            settings.port(Setting.GATE_HTTPS_PORT))
        .withPlainRegistration(settings.yes(Setting.GATE_PLAIN_REGISTRATION))
        .withLimits(gateLimits(settings))
        .withAdmission(admission(settings));
  }

  private static GateLimits gateLimits(Settings settings) {
    var defaults = GateLimits.DEFAULT;
    return new GateLimits(
        settings.number(Setting.GATE_MAX_CONNECTIONS, 1, MOST_CONNECTIONS),
        settings.number(Setting.GATE_MAX_WAITING, 1, MOST_CONNECTIONS),
        defaults.acceptBacklog(),
        settings.number(Setting.GATE_MAX_CONNECT_BYTES, LEAST_REQUEST, MOST_REQUEST),
        settings.number(Setting.GATE_MAX_HTTP_BODY_BYTES, LEAST_REQUEST, MOST_REQUEST),
        settings.seconds(Setting.GATE_GREETING_SECONDS, LONGEST_SECONDS),
        settings.seconds(Setting.GATE_HTTP_IDLE_SECONDS, LONGEST_SECONDS),
        defaults.upstream());
  }

  private static AdmissionLimits admission(Settings settings) {
    return new AdmissionLimits(
        settings.allowance(Setting.GATE_ADMISSION_ACCEPTS),
        settings.allowance(Setting.GATE_ADMISSION_ADDRESS_CONNECTS),
        settings.allowance(Setting.GATE_ADMISSION_ADDRESS_FAILURES),
        settings.allowance(Setting.GATE_ADMISSION_IDENTITY_CONNECTS),
        settings.allowance(Setting.GATE_ADMISSION_IDENTITY_FAILURES));
  }

  /// Empty for the embedded broker.
  static Optional<ExternalBrokerSettings> externalBroker(Settings settings, Path folder) {
    if (settings.text(Setting.BROKER_URL).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExternalBrokerSettings(
            brokerUrl(settings),
            settings.text(Setting.BROKER_USERNAME),
            SecretText.of(settings.text(Setting.BROKER_PASSWORD)),
            Optional.of(settings.text(Setting.BROKER_CA_FILE))
                .filter(file -> !file.isEmpty())
                .map(Path::of),
            maxPacketBytes(settings),
            folder.resolve("external-sessions")));
  }

  private static BrokerUrl brokerUrl(Settings settings) {
    try {
      return BrokerUrl.parse(settings.text(Setting.BROKER_URL));
    } catch (IllegalArgumentException e) {
      // The value is not repeated: it may hold a password.
      throw new SettingsException(
          "%s is wrong: %s".formatted(Setting.BROKER_URL.key(), e.getMessage()), e);
    }
  }

  private static int maxPacketBytes(Settings settings) {
    return settings.number(Setting.BROKER_MAX_PACKET_BYTES, 1024, MOST_PACKET_BYTES);
  }

  /// The operator's certificates; empty for the own CA's.
  static List<CertificateFiles> certificates(Settings settings) {
    return Stream.of(
            pair(settings, Setting.GATE_CERTIFICATE_FILE, Setting.GATE_KEY_FILE),
            pair(settings, Setting.GATE_SECOND_CERTIFICATE_FILE, Setting.GATE_SECOND_KEY_FILE))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<CertificateFiles> pair(Settings settings, Setting chain, Setting key) {
    String chainFile = settings.text(chain);
    String keyFile = settings.text(key);
    if (chainFile.isEmpty() != keyFile.isEmpty()) {
      var missing = chainFile.isEmpty() ? chain : key;
      throw new SettingsException(
          "%s is not set; a certificate and its key belong together".formatted(missing.key()));
    }
    return chainFile.isEmpty()
        ? Optional.empty()
        : Optional.of(new CertificateFiles(Path.of(chainFile), Path.of(keyFile)));
  }

  static BrokerSettings broker(Settings settings, Path folder) {
    var defaults = BrokerSettings.in(folder);
    var limits = defaults.limits();
    return new BrokerSettings(
        defaults.dataFolder(),
        defaults.configFolder(),
        defaults.port(),
        settings.number(Setting.BROKER_DEVICE_QUEUE, 1, MOST_QUEUED),
        settings.number(Setting.BROKER_APPLICATION_QUEUE, 1, MOST_QUEUED),
        new BrokerLimits(
            maxPacketBytes(settings),
            limits.receiveMaximum(),
            limits.maxClientIdChars(),
            limits.maxTopicChars(),
            limits.sessionExpiry()),
        settings.choice(
            Setting.BROKER_SESSION_STORE,
            Map.of("file", SessionStore.FILE, "memory", SessionStore.MEMORY)));
  }

  static ManagementSettings management(Settings settings) {
    return new ManagementSettings(
        settings.text(Setting.MANAGEMENT_ADDRESS),
        settings.port(Setting.MANAGEMENT_PORT),
        Setting.MANAGEMENT_PORT.key());
  }

  /// How long an examined list of names is kept.
  static Duration nameListsKeptFor(Settings settings) {
    return Duration.ofHours(settings.number(Setting.PRODUCTION_NAME_LIST_HOURS, 1, 24 * 30));
  }

  static ProductionSettings production(Settings settings) {
    var defaults = ProductionSettings.DEFAULTS;
    return new ProductionSettings(
        settings.number(Setting.PRODUCTION_MAX_UNITS, 1, MOST_UNITS),
        defaults.maxSheetBytes(),
        defaults.chunkSize(),
        defaults.mintingShare(),
        defaults.retryDelay(),
        defaults.maxFailures());
  }

  static DeliverySettings deliveries(Settings settings) {
    return new DeliverySettings(
        Duration.ofDays(settings.number(Setting.DELIVERY_MAX_DAYS, 1, 3650)));
  }
}
