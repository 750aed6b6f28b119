package io.mintmark.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// An address that sends wrong signatures as fast as it can, beside a steady good load from another
/// one: what the good load feels, and what an attempt costs the server.
final class Attack {

  private static final String ADDRESS = "127.0.0.66";
  private static final int VICTIMS = 1_000;
  private static final int IN_FLIGHT = 16;

  private final Ground ground;
  private final Target target;

  private Attack(Ground ground) {
    this.ground = ground;
    this.target = ground.server().mqtt();
  }

  static void measure(Ground ground) throws InterruptedException {
    new Attack(ground).run();
  }

  /// What an accepted login costs is taken before and after the attack, at full load, where it is
  /// cheapest; of the two the cheaper one counts, so that a server still warming up is not praised.
  private void run() throws InterruptedException {
    ground.warm(target, logins());
    var before = ground.most("login, plain", target, logins(), Load.Then.CLOSE);
    double rate = before.perSecond() / 2;
    var alone = ground.at(rate, "login at half load", target, logins(), Load.Then.CLOSE);
    Figures beside;
    try (var attack = attack()) {
      attack.start(IN_FLIGHT);
      beside =
          ground.at(rate, "login at half load, under attack", target, logins(), Load.Then.CLOSE);
    }
    double attempt = attackAlone();
    double idle = idle();
    var after = ground.most("login, plain", target, logins(), Load.Then.CLOSE);
    double login = Math.min(before.cpuMicros(), after.cpuMicros());
    var report = ground.report();
    report.note(
        "a refused attempt costs %.1f µs CPU, a login %.1f before and %.1f after"
            .formatted(attempt, before.cpuMicros(), after.cpuMicros()));
    report.note(
        "an idle server uses %.1f ms CPU a second, which stands in every figure".formatted(idle));
    report.add(
        Goal.atMost(
            "under attack: p99 of the others ÷ before", 2, beside.p99() / alone.p99(), 2, ""));
    report.add(Goal.atMost("refused attempt: CPU ÷ a login's", 0.25, attempt / login, 2, ""));
  }

  private double attackAlone() throws InterruptedException {
    try (var attack = attack()) {
      attack.start(IN_FLIGHT);
      TimeUnit.NANOSECONDS.sleep(ground.warmUp().toNanos());
      attack.count();
      Duration before = target.cpu().used();
      long start = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(ground.measured().toNanos());
      Duration cpu = target.cpu().used().minus(before);
      var time = Duration.ofNanos(System.nanoTime() - start);
      var counted = attack.counted("wrong signature, from one address", time, cpu);
      ground
          .report()
          .note("attempts refused: %,.0f/s".formatted(counted.refused() / (time.toNanos() / 1e9)));
      return cpu.toNanos() / 1e3 / Math.max(1, counted.refused());
    }
  }

  /// Milliseconds of CPU a second that are nobody's.
  private double idle() throws InterruptedException {
    Duration before = target.cpu().used();
    TimeUnit.NANOSECONDS.sleep(ground.measured().toNanos());
    return target.cpu().used().minus(before).toNanos() / 1e3 / ground.measured().toMillis();
  }

  private Load attack() {
    var packets =
        IntStream.range(0, VICTIMS)
            .mapToObj(i -> ground.fleet().wrongConnect(BenchFleet.name(i)))
            .toList();
    return new Load(target, Operations.connects(packets), Load.Then.CLOSE, ADDRESS);
  }

  private Operation logins() {
    return Operations.connects(ground.ranges().logins(ground.fleet()));
  }
}
