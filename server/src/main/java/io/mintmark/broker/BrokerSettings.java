package io.mintmark.broker;

import java.nio.file.Path;
import java.util.Objects;

/// How the embedded broker runs.
///
/// @param dataFolder persistent sessions, their queued messages and retained messages; one broker
///     at a time
/// @param configFolder holds the broker's own configuration file, written anew at each start, and
///     its folder for extensions, which stays empty
/// @param port on 127.0.0.1; 0 takes any free one
/// @param deviceQueue messages of QoS 1 and 2 kept for one device that is away or slow; further
///     ones are lost
/// @param applicationQueue the same for an application. The broker never slows a publisher for a
///     slow subscriber, so this number is how far an application may fall behind without loss
/// @param limits what each connection is held to
/// @param store where sessions and their messages are kept
public record BrokerSettings(
    Path dataFolder,
    Path configFolder,
    int port,
    int deviceQueue,
    int applicationQueue,
    BrokerLimits limits,
    SessionStore store) {

  public BrokerSettings {
    Objects.requireNonNull(dataFolder, "dataFolder");
    Objects.requireNonNull(configFolder, "configFolder");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(store, "store");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
    if (deviceQueue < 1 || applicationQueue < 1) {
      throw new IllegalArgumentException("queues must hold at least one message");
    }
  }

  /// The defaults, all below one folder: any free port, 1,000 messages for a device, 100,000 for an
  /// application, everything on disk.
  public static BrokerSettings in(Path folder) {
    return new BrokerSettings(
        folder.resolve("data"),
        folder.resolve("conf"),
        0,
        1_000,
        100_000,
        BrokerLimits.DEFAULT,
        SessionStore.FILE);
  }

  int queueOf(ClientKind kind) {
    return switch (kind) {
      case DEVICE -> deviceQueue;
      case APPLICATION -> applicationQueue;
    };
  }
}
