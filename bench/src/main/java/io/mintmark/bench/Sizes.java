package io.mintmark.bench;

import io.mintmark.bench.Load.Then;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What logins and registrations cost at different numbers of devices in the store. A server for
/// each number runs all the time and they are measured in turn, so that a busy machine is busy for
/// all of them.
final class Sizes implements AutoCloseable {

  /// As many devices register at a time as the smallest store has.
  private static final int PASS = 8_000;

  /// The largest difference hoped for.
  private static final double WANTED = 0.15;

  private final Ground ground;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Map<Integer, List<Figures>>> seen = new LinkedHashMap<>();

  private Sizes(Ground ground) {
    this.ground = ground;
  }

  static void measure(Ground ground, List<Integer> sizes) throws Exception {
    try (var places = new Sizes(ground)) {
      for (int size : sizes) {
        places.add(size);
      }
      places.run();
      places.report();
    }
  }

  /// A server with so many devices.
  ///
  /// @param fresh those that are not activated
  private record Place(
      int size, Path data, ServerProcess server, List<byte[]> logins, Pool fresh) {}

  private void add(int size) throws Exception {
    Path data = ground.folder().resolve("size-" + size);
    var ranges = Ranges.of(size);
    BenchStore.fill(data, ranges);
    int activated = ranges.activated().count();
    places.add(
        new Place(
            size,
            data,
            ServerProcess.start(data, ground.program()),
            ranges.logins(ground.fleet()),
            new Pool(activated, size - activated)));
    ground.report().say("a server with %,d devices is up", size);
  }

  private void run() throws Exception {
    for (var place : places) {
      round(place, false);
    }
    for (int round = 0; round < ground.rounds(); round++) {
      for (var place : places) {
        round(place, true);
      }
    }
  }

  private void round(Place place, boolean counts) throws Exception {
    var server = place.server;
    try (var load =
        new Load(server.mqtt(), Operations.connects(place.logins), Then.CLOSE)
            .start(ground.inFlight())) {
      var warmUp = counts ? ground.warmUp().dividedBy(4) : ground.warmUp();
      keep(place, load.measure("login, plain", warmUp, ground.measured().dividedBy(2)), counts);
    }
    var fleet = ground.fleet();
    pass(
        place,
        "first login",
        server.mqtt(),
        Operations.firstLogins(fleet, place.fresh),
        Then.CLOSE,
        counts);
    pass(
        place,
        "registration over HTTP, new connection",
        server.http(),
        Operations.httpRegistrations(fleet, place.fresh, false),
        Then.CLOSE,
        counts);
    pass(
        place,
        "registration over HTTP, keep-alive",
        server.http(),
        Operations.httpRegistrations(fleet, place.fresh, true),
        Then.REUSE,
        counts);
  }

  private void pass(
      Place place, String name, Target target, Operation operation, Then then, boolean counts)
      throws Exception {
    if (!place.fresh.allot(PASS)) {
      BenchStore.renew(place.data, place.size - place.fresh.count());
      place.fresh.rewind();
      place.fresh.allot(PASS);
    }
    try (var load = new Load(target, operation, then).start(ground.inFlight())) {
      keep(place, load.measure(name, Duration.ZERO, ground.measured().multipliedBy(4)), counts);
    }
  }

  private void keep(Place place, Figures figures, boolean counts) {
    if (counts) {
      ground.report().say("%,d devices: %s", place.size, figures.row());
      seen.computeIfAbsent(figures.name(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(place.size, _ -> new ArrayList<>())
          .add(figures);
    }
  }

  private void report() {
    seen.forEach(
        (name, bySize) -> {
          bySize.forEach(
              (size, figures) ->
                  ground
                      .report()
                      .note(
                          "%s at %,d devices: %,.0f/s, %.0f µs CPU"
                              .formatted(name, size, rate(figures), cpu(figures))));
          var rates = bySize.values().stream().map(Sizes::rate).toList();
          var cpus = bySize.values().stream().map(Sizes::cpu).toList();
          ground.report().add(goal(name + ": rates differ by", rates));
          ground.report().add(goal(name + ": CPU differs by", cpus));
        });
  }

  /// How much the largest value lies above the smallest.
  private static Goal goal(String what, List<Double> values) {
    double least = values.stream().min(Double::compare).orElseThrow();
    double most = values.stream().max(Double::compare).orElseThrow();
    return Goal.atMost(what, WANTED, most / least - 1, 2, "");
  }

  private static double rate(List<Figures> figures) {
    return Connects.median(figures.stream().map(Figures::perSecond).toList());
  }

  private static double cpu(List<Figures> figures) {
    return Connects.median(figures.stream().map(Figures::cpuMicros).toList());
  }

  @Override
  public void close() {
    places.forEach(place -> place.server.close());
  }
}
