package io.mintmark.bench;

import java.nio.file.Path;
import java.time.Duration;

/// What the measurements work on, and how long each may take.
///
/// @param folder for further servers' data
/// @param data the data folder of `server`
record Ground(
    Path folder,
    Path data,
    ServerCommand program,
    ServerProcess server,
    Mosquitto mosquitto,
    BenchFleet fleet,
    Ranges ranges,
    Report report,
    int inFlight,
    int rounds,
    Duration warmUp,
    Duration measured) {

  /// Makes a server's code warm: a cold one costs five times as much.
  void warm(Target target, Operation operation) throws InterruptedException {
    try (var load = new Load(target, operation, Load.Then.CLOSE).start(inFlight)) {
      load.awaitEnd(warmUp.multipliedBy(3));
    }
  }

  /// The highest rate of this operation.
  Figures most(String name, Target target, Operation operation, Load.Then then)
      throws InterruptedException {
    try (var load = new Load(target, operation, then).start(inFlight)) {
      return report.add(load.measure(name, warmUp, measured));
    }
  }

  /// How it goes at a fixed rate.
  Figures at(double perSecond, String name, Target target, Operation operation, Load.Then then)
      throws InterruptedException {
    try (var load = new Load(target, operation, then).startAt(perSecond)) {
      return report.add(load.measure(name, warmUp, measured));
    }
  }
}
