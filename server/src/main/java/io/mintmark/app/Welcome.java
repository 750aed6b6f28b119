package io.mintmark.app;

import java.io.PrintStream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// What a person reads on the terminal: where the server listens, how to sign in, and, when it does
/// not start, one line that says what to do.
public final class Welcome {

  /// The server could not start as it was told to.
  static final int EXIT_SETTINGS = 1;

  /// The server broke; the stack trace is on the terminal.
  static final int EXIT_BROKEN = 70;

  private Welcome() {}

  /// The command line of a program: logs as ours do, and turns a [SettingsException] into its one
  /// line. To be called first.
  public static CommandLine commandLine(Object command) {
    Logs.useOurs();
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (failure, line, _) -> {
              if (failure instanceof SettingsException settings) {
                // Not for the terminal; but should a bug wear this coat, the file tells.
                LoggerFactory.getLogger(Welcome.class).info("the server did not start", settings);
                line.getErr().println("mintmark: " + settings.getMessage());
                return EXIT_SETTINGS;
              }
              failure.printStackTrace(line.getErr());
              return EXIT_BROKEN;
            });
  }

  /// Tells where `server` listens and how to sign in.
  public static void print(MintmarkServer server, PrintStream out) {
    Addresses addresses = server.addresses();
    out.println("Mintmark is up");
    out.println();
    row(out, "devices, MQTT", Addresses.shown(addresses.mqtt()));
    row(out, "devices, MQTT over TLS", Addresses.shown(addresses.mqtts()));
    row(out, "devices, HTTP", "http://" + Addresses.shown(addresses.http()));
    row(out, "devices, HTTPS", "https://" + Addresses.shown(addresses.https()));
    row(out, "management API", addresses.managementUri() + "api/v1");
    row(out, "API documentation", addresses.managementUri() + "api/v1/docs");
    row(out, "CA for the devices", server.authorityFile().toString());
    row(out, "data folder", server.dataFolder().toAbsolutePath().normalize().toString());
    server.changedSettings().forEach(setting -> row(out, "setting", setting));
    server
        .firstPassword()
        .ifPresent(
            password -> {
              out.println();
              out.printf("  First sign-in: user admin, one-time password %s%n", password.expose());
              out.println("  (shown once; choose a new one at the first sign-in)");
            });
    out.flush();
  }

  private static void row(PrintStream out, String name, String value) {
    out.printf("  %-24s %s%n", name, value);
  }
}
