package io.mintmark.bench;

import io.mintmark.bench.Exchange.Flow;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Twenty publishers of QoS 1 and one subscriber that acknowledges, through the gate to the
/// embedded broker and, in the same way, at Mosquitto, which keeps nothing on disk here. What was
/// acknowledged and never delivered is lost.
final class QosOne {

  private static final int PUBLISHERS = 20;
  private static final int[] WINDOWS = {2, 16};
  private static final int DEVICES = 10_000;

  private final Ground ground;

  private QosOne(Ground ground) {
    this.ground = ground;
  }

  static void measure(Ground ground) throws Exception {
    var qos = new QosOne(ground);
    Path data = ground.folder().resolve("qos1");
    BenchStore.fill(data, Ranges.of(DEVICES));
    try (var memory = ServerProcess.start(data, ground.program(), "broker.session-store=memory")) {
      for (int window : WINDOWS) {
        Flow theirs = qos.mosquitto(window);
        qos.gate("sessions on disk", ground.server(), ground.data(), window, theirs);
        qos.gate("sessions in memory", memory, data, window, theirs);
      }
    }
  }

  private Flow mosquitto(int window) throws InterruptedException {
    var senders = senders(i -> Mosquitto.connect("publisher-" + i, i));
    return run(
        "Mosquitto", ground.mosquitto().mqtt(), Mosquitto.connect("bench", 0), senders, window);
  }

  private void gate(String name, ServerProcess server, Path data, int window, Flow theirs)
      throws Exception {
    var senders = senders(i -> ground.fleet().loginConnect(BenchFleet.name(i)));
    var ours = run(name, server.mqtt(), BenchStore.applicationConnect(data), senders, window);
    String what = "QoS 1, %s, window %d".formatted(name, window);
    ground
        .report()
        .add(
            Goal.atLeast(
                what + ": delivered ÷ Mosquitto's",
                1,
                ours.delivered() / theirs.delivered(),
                2,
                ""));
    ground.report().add(Goal.atMost(what + ": lost", 0, (double) ours.lost(), 0, ""));
  }

  private Flow run(
      String name, Target target, byte[] subscriber, Map<String, byte[]> senders, int window)
      throws InterruptedException {
    var filter = "/" + BenchFleet.PRODUCT_KEY + "/+/user/update";
    try (var exchange = new Exchange(target, subscriber, filter)) {
      var flow = exchange.run(senders, window, ground.warmUp(), ground.measured());
      ground
          .report()
          .note(
              ("QoS 1, %s, window %d: %,.0f acknowledged/s, %,.0f delivered/s, %,d behind at the"
                      + " stop, %,d lost, %.0f µs CPU each")
                  .formatted(
                      name,
                      window,
                      flow.acknowledged(),
                      flow.delivered(),
                      flow.behind(),
                      flow.lost(),
                      flow.cpuMicros()));
      return flow;
    }
  }

  /// The CONNECT of each publisher by its topic.
  private static Map<String, byte[]> senders(IntFunction<byte[]> connect) {
    return IntStream.range(1, PUBLISHERS + 1)
        .boxed()
        .collect(Collectors.toMap(QosOne::topic, connect::apply));
  }

  private static String topic(int number) {
    return "/%s/%s/user/update".formatted(BenchFleet.PRODUCT_KEY, BenchFleet.name(number));
  }
}
