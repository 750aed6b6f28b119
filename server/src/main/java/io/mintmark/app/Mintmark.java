package io.mintmark.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The program's door: `up` runs the server, `reset-administrator` mends a lost password,
/// `download` fetches a package on a factory's machine.
@Command(
    name = "mintmark",
    description = "Self-hosted identity for mass-produced IoT devices.",
    subcommands = {Mintmark.Up.class, Mintmark.ResetAdministrator.class, Download.class})
public final class Mintmark {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  private Mintmark() {}

  public static void main(String[] args) {
    System.exit(Welcome.commandLine(new Mintmark()).execute(args));
  }

  @Command(name = "up", description = "Start the server.")
  static final class Up implements Callable<Integer> {

    @Mixin private UpOptions options = new UpOptions();

    @Override
    public Integer call() throws InterruptedException {
      try (var server = MintmarkServer.start(options.settings())) {
        Welcome.print(server, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        server.awaitStop();
        return 0;
      }
    }
  }

  @Command(
      name = "reset-administrator",
      description = "Give the administrator a new one-time password. The server must be stopped.")
  static final class ResetAdministrator implements Callable<Integer> {

    @Mixin private UpOptions options = new UpOptions();

    @Override
    public Integer call() {
      var password = MintmarkServer.resetAdministrator(options.settings());
      System.out.println("admin's new one-time password: " + password.expose());
      return 0;
    }
  }
}
