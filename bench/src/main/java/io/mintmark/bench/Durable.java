package io.mintmark.bench;

import io.mintmark.bench.Load.Then;

/// First logins and registrations: each a durable commit before its answer. First the highest rate;
/// then, at half of it, how long an answer takes.
final class Durable {

  private final Ground ground;
  private final boolean half;

  private Durable(Ground ground, boolean half) {
    this.ground = ground;
    this.half = half;
  }

  /// @param half whether to measure at half load too
  static void measure(Ground ground, boolean half) throws InterruptedException {
    var durable = new Durable(ground, half);
    var fleet = ground.fleet();
    var ranges = ground.ranges();
    var server = ground.server();
    durable.run(
        "first login with activation",
        10_000,
        server.mqtt(),
        Operations.firstLogins(fleet, ranges.firstLogins()),
        Then.CLOSE);
    durable.run(
        "registration over MQTT",
        10_000,
        server.mqtt(),
        Operations.mqttRegistrations(fleet, ranges.mqtt()),
        Then.CLOSE);
    durable.run(
        "registration over HTTP, new connection",
        10_000,
        server.http(),
        Operations.httpRegistrations(fleet, ranges.http(), false),
        Then.CLOSE);
    durable.run(
        "registration over HTTP, keep-alive",
        20_000,
        server.http(),
        Operations.httpRegistrations(fleet, ranges.keepAlive(), true),
        Then.REUSE);
  }

  private void run(String name, double wanted, Target target, Operation operation, Then then)
      throws InterruptedException {
    var most = ground.most(name, target, operation, then);
    ground.report().add(Goal.atLeast(name, wanted, most.perSecond(), 0, "/s"));
    if (half) {
      var figures = ground.at(most.perSecond() / 2, name + ", half load", target, operation, then);
      ground.report().add(Goal.atMost(name + ": p99 at half load", 20, figures.p99(), 1, " ms"));
    }
  }
}
