package io.mintmark.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.migration.meta.PersistenceType;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Our settings in HiveMQ's own terms: its configuration file, and the few settings it keeps in
/// static fields instead.
final class HiveMqConfiguration {

  private static final int BUCKETS = 16;
  private static final long PAYLOAD_MEMORY_BYTES = 64 * 1024 * 1024;
  private static final String XODUS_MEMORY = "exodus.memoryUsagePercentage";

  private HiveMqConfiguration() {}

  /// Creates the folders and writes the configuration file, replacing what stood there.
  static void write(BrokerSettings settings, String bindAddress) throws IOException {
    Files.createDirectories(settings.dataFolder());
    Files.createDirectories(extensionsFolder(settings));
    Files.writeString(
        settings.configFolder().resolve("config.xml"), textFor(settings, bindAddress));
  }

  /// HiveMQ wants such a folder, and warns when there is none.
  static Path extensionsFolder(BrokerSettings settings) {
    return settings.configFolder().resolve("extensions");
  }

  /// Sets what holds for every broker in this process, and what HiveMQ reads when it starts. The
  /// builder of an embedded broker lets anyone in, so this comes after it.
  static void setProcessWide() {
    // Tencent's topics begin with $thing, $ota and so on.
    InternalConfigurations.MQTT_ALLOW_DOLLAR_TOPICS.set(true);
    InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
    InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(500);
    setStores();
  }

  /// The form of the data folder: a client's data is found by its bucket, so neither the number of
  /// buckets nor the kind of a store may change once there is data. HiveMQ's 64 buckets hold 1,000
  /// files open; its native store for retained messages would take a 30th of the machine's memory
  /// from the disk, idle.
  private static void setStores() {
    InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_TYPE.set(PersistenceType.FILE_NATIVE);
    InternalConfigurations.RETAINED_MESSAGE_PERSISTENCE_TYPE.set(PersistenceType.FILE);
    // HiveMQ counts in parts of the machine's memory.
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int part = (int) Math.max(64, machine.getTotalMemorySize() / PAYLOAD_MEMORY_BYTES);
    InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(part);
    InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(part);
    // Of the heap; what HiveMQ sets itself when both its stores are native. Otherwise half.
    if (System.getProperty(XODUS_MEMORY) == null) {
      System.setProperty(XODUS_MEMORY, "25");
    }
  }

  private static String textFor(BrokerSettings settings, String bindAddress) {
    BrokerLimits limits = settings.limits();
    return """
    <?xml version="1.0"?>
    <!-- Written by Mintmark at every start; changes made here are lost. -->
    <hivemq>
      <listeners>
        <tcp-listener>
          <port>%d</port>
          <bind-address>%s</bind-address>
        </tcp-listener>
      </listeners>
      <mqtt>
        <queued-messages>
          <max-queue-size>%d</max-queue-size>
          <strategy>discard</strategy>
        </queued-messages>
        <topic-alias>
          <enabled>false</enabled>
        </topic-alias>
        <session-expiry>
          <max-interval>%d</max-interval>
        </session-expiry>
        <keep-alive>
          <max-keep-alive>65535</max-keep-alive>
          <allow-unlimited>true</allow-unlimited>
        </keep-alive>
        <packets>
          <max-packet-size>%d</max-packet-size>
        </packets>
        <receive-maximum>
          <server-receive-maximum>%d</server-receive-maximum>
        </receive-maximum>
      </mqtt>
      <restrictions>
        <max-connections>-1</max-connections>
        <max-client-id-length>%d</max-client-id-length>
        <max-topic-length>%d</max-topic-length>
        <no-connect-idle-timeout>10000</no-connect-idle-timeout>
      </restrictions>
      <security>
        <allow-empty-client-id>
          <enabled>false</enabled>
        </allow-empty-client-id>
      </security>
      <anonymous-usage-statistics>
        <enabled>false</enabled>
      </anonymous-usage-statistics>
      <persistence>
        <mode>%s</mode>
      </persistence>
    </hivemq>
    """
        .formatted(
            settings.port(),
            bindAddress,
            settings.deviceQueue(),
            limits.sessionExpiry().toSeconds(),
            limits.maxPacketBytes(),
            limits.receiveMaximum(),
            limits.maxClientIdChars(),
            limits.maxTopicChars(),
            modeOf(settings.store()));
  }

  private static String modeOf(SessionStore store) {
    return switch (store) {
      case FILE -> "file";
      case MEMORY -> "in-memory";
    };
  }
}
