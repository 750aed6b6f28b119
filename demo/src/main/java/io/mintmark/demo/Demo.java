package io.mintmark.demo;

import io.mintmark.app.MintmarkServer;
import io.mintmark.app.UpOptions;
import io.mintmark.app.Welcome;
import io.mintmark.devicekit.wire.Network;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./mintmark up --demo`: starts the server, plays the main job against it, and lets both run on.
@Command(name = "mintmark up --demo")
public final class Demo implements Callable<Integer> {

  private static final int NETWORK_THREADS = 1;

  @Mixin private UpOptions options = new UpOptions();

  @Option(
      names = "--exit",
      description = "Stop after the funnel instead of running on; the exit code tells how it went.")
  private boolean exit;

  public static void main(String[] args) {
    // `up` is the script's word for it.
    String[] words =
        args.length > 0 && args[0].equals("up") ? Arrays.copyOfRange(args, 1, args.length) : args;
    System.exit(Welcome.commandLine(new Demo()).execute(words));
  }

  @Override
  public Integer call() throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var settings = options.settings();
    try (var server = MintmarkServer.start(settings);
        var network = Network.start(NETWORK_THREADS)) {
      Welcome.print(server, out);
      Path data = settings.dataFolder();
      var api =
          new ManagementApi(
              server.addresses().managementUri(), server.issueApiKey("demo").expose());
      out.printf("%nThe main job, with 2,000 simulated devices%n%n");
      var job =
          new MainJob(
              api,
              server.addresses(),
              server.authorityFile(),
              data.resolve("demo"),
              out,
              isTerminal());
      var funnel = job.play(network);
      out.println();
      funnel.print(out);
      if (!exit) {
        out.printf("%nThe devices stay online. Stop with Ctrl-C.%n");
        server.awaitStop();
      }
      return funnel.isWhole() ? 0 : 1;
    }
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to null where there is no terminal
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
