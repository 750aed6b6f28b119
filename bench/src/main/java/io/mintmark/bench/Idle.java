package io.mintmark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a session costs that only stands there: the server's live heap and its resident memory,
/// before and with so many.
final class Idle {

  private static final int WANTED = 10_000;
  private static final int CONNECTING = 64;

  private final Ground ground;

  private Idle(Ground ground) {
    this.ground = ground;
  }

  static void measure(Ground ground) throws Exception {
    var idle = new Idle(ground);
    idle.hold("plain", ground.server().mqtt(), 5);
    idle.hold("TLS 1.3", ground.server().mqtts(Security.tls()), 8);
  }

  private void hold(String name, Target target, double wantedKilobytes) throws Exception {
    var logins =
        ground
            .ranges()
            .logins(ground.fleet(), Math.min(WANTED, ground.ranges().activated().count()));
    Memory before = memory();
    try (var load = new Load(target, Operations.once(logins), Load.Then.HOLD).start(CONNECTING)) {
      load.awaitEnd(Duration.ofSeconds(60));
      var held = load.counted("", Duration.ofSeconds(1), Duration.ZERO);
      Memory with = memory();
      double heap = (with.heap - before.heap) / 1024.0 / held.done();
      ground
          .report()
          .note(
              "%,d idle sessions, %s (%d refused): %.1f KB heap and %.1f KB resident each"
                  .formatted(
                      held.done(),
                      name,
                      held.refused(),
                      heap,
                      (with.resident - before.resident) / 1024.0 / held.done()));
      ground
          .report()
          .add(Goal.atMost("heap of an idle session, " + name, wantedKilobytes, heap, 1, " KB"));
    }
  }

  /// @param heap bytes of live objects, after a collection
  /// @param resident bytes
  private record Memory(long heap, long resident) {}

  private Memory memory() throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(4); // sessions that have just ended wait 3 s at most for their peer
    return new Memory(liveHeap(), resident());
  }

  /// The histogram of live objects ends with their sum.
  private long liveHeap() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    var process =
        new ProcessBuilder(
                jcmd.toString(), Long.toString(ground.server().pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] words = text.substring(text.lastIndexOf("Total")).trim().split("\\s+", -1);
    process.waitFor();
    return Long.parseLong(words[2]);
  }

  private long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(ground.server().pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
