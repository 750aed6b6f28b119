package io.mintmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Logins of activated devices beside connects to Mosquitto, round by round, so that both have the
/// same share of a machine that does other things too.
final class Connects {

  private final Ground ground;
  private final List<Figures> ours = new ArrayList<>();
  private final List<Figures> theirs = new ArrayList<>();

  private Connects(Ground ground) {
    this.ground = ground;
  }

  static void plain(Ground ground) throws InterruptedException {
    var logins = ground.ranges().logins(ground.fleet());
    var connects =
        new Connects(ground)
            .run(
                "plain",
                ground.server().mqtt(),
                logins,
                ground.mosquitto().mqtt(),
                Mosquitto.connects());
    connects.goal(Goal.atLeast("plain logins: rate ÷ Mosquitto's", 1.1, connects.rate(), 2, ""));
    connects.goal(Goal.atMost("plain logins: CPU ÷ Mosquitto's", 0.8, connects.cpu(), 2, ""));
  }

  static void tls(Ground ground) throws Exception {
    var tls = Security.tls();
    var logins = ground.ranges().logins(ground.fleet());
    var connects =
        new Connects(ground)
            .run(
                "TLS 1.3",
                ground.server().mqtts(tls),
                logins,
                ground.mosquitto().mqtts(tls),
                Mosquitto.connects());
    connects.goal(Goal.atMost("TLS 1.3 logins: CPU ÷ Mosquitto's", 0.8, connects.cpu(), 2, ""));
  }

  static void psk(Ground ground) throws InterruptedException {
    var logins =
        IntStream.range(0, BenchStore.PSK_DEVICES)
            .map(place -> BenchFleet.scattered(0, BenchStore.PSK_DEVICES, place))
            .mapToObj(number -> BenchFleet.pskConnect(BenchFleet.name(number)))
            .toList();
    var psk = Security.psk(BenchFleet.PSK);
    var connects =
        new Connects(ground)
            .run(
                "TLS-PSK",
                ground.server().mqtts(psk),
                logins,
                ground.mosquitto().psk(psk),
                Mosquitto.pskConnects());
    connects.goal(Goal.atMost("TLS-PSK logins: CPU ÷ Mosquitto's", 1.0, connects.cpu(), 2, ""));
  }

  private Connects run(
      String name, Target server, List<byte[]> logins, Target peer, List<byte[]> connects)
      throws InterruptedException {
    ground.warm(server, Operations.connects(logins));
    for (int round = 0; round < ground.rounds(); round++) {
      ours.add(ground.most("login, " + name, server, Operations.connects(logins), Load.Then.CLOSE));
      theirs.add(
          ground.most(
              "Mosquitto connect, " + name, peer, Operations.connects(connects), Load.Then.CLOSE));
    }
    ground
        .report()
        .note("%s, ours ÷ Mosquitto's by round: rate %s; CPU %s".formatted(name, rates(), cpus()));
    return this;
  }

  private void goal(Goal goal) {
    ground.report().add(goal);
  }

  private double rate() {
    return median(rateRatios());
  }

  private double cpu() {
    return median(cpuRatios());
  }

  private String rates() {
    return listed(rateRatios());
  }

  private String cpus() {
    return listed(cpuRatios());
  }

  private List<Double> rateRatios() {
    return IntStream.range(0, ours.size())
        .mapToObj(i -> ours.get(i).perSecond() / theirs.get(i).perSecond())
        .toList();
  }

  private List<Double> cpuRatios() {
    return IntStream.range(0, ours.size())
        .mapToObj(i -> ours.get(i).cpuMicros() / theirs.get(i).cpuMicros())
        .toList();
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String listed(List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.2f", value))
        .collect(Collectors.joining(", "));
  }
}
