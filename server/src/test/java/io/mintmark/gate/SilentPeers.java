package io.mintmark.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Many connections that never speak, held by a process of their own: the system limits the open
/// files of each process, and so both ends of a connection do not count against one limit.
final class SilentPeers implements AutoCloseable {

  /// What either process needs beside the connections.
  private static final int OTHER_FILES = 500;

  private final Process process;

  private SilentPeers(Process process) {
    this.process = process;
  }

  /// How many of the wanted connections the limit of this process leaves room for; Java has raised
  /// it as far as the system allows.
  static int affordable(int wanted) {
    var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    long room =
        system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - OTHER_FILES;
    return Math.clamp(room, 0, wanted);
  }

  /// Returns when all are connected.
  static SilentPeers connect(InetSocketAddress address, int count) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toString(),
                SilentPeers.class.getName(),
                String.valueOf(address.getPort()),
                String.valueOf(count))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII)).readLine();
    if (!"connected".equals(line)) {
      process.destroyForcibly();
      throw new IOException("the peers could not connect");
    }
    return new SilentPeers(process);
  }

  /// @param arguments the port and how many
  static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    System.out.println("connected");
    System.in.read(); // until the parent lets go
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
