package io.mintmark.app;

import io.mintmark.api.ManagementSettings;
import io.mintmark.broker.BrokerSettings;
import io.mintmark.broker.SessionStore;
import io.mintmark.gate.GateLimits;
import io.mintmark.gate.GateSettings;
import io.mintmark.production.ProductionSettings;
import java.nio.file.Path;
import java.util.Map;

/// The features' own settings, filled from the operator's keys.
final class SettingsForms {

  private static final int MOST_UNITS = 10_000_000;
  private static final int MOST_QUEUED = 100_000_000;
  private static final int MOST_CONNECTIONS = 10_000_000;

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
        .withLimits(
            GateLimits.DEFAULT.withMaxConnections(
                settings.number(Setting.GATE_MAX_CONNECTIONS, 1, MOST_CONNECTIONS)));
  }

  static BrokerSettings broker(Settings settings, Path folder) {
    var defaults = BrokerSettings.in(folder);
    return new BrokerSettings(
        defaults.dataFolder(),
        defaults.configFolder(),
        defaults.port(),
        settings.number(Setting.BROKER_DEVICE_QUEUE, 1, MOST_QUEUED),
        settings.number(Setting.BROKER_APPLICATION_QUEUE, 1, MOST_QUEUED),
        defaults.limits(),
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
}
