package io.mintmark.bench;

import java.util.List;
import java.util.stream.IntStream;

/// Which devices of the fleet serve what: a device registers or activates only once.
///
/// @param activated those that log in again and again
record Ranges(int devices, Pool activated, Pool firstLogins, Pool mqtt, Pool http, Pool keepAlive) {

  private static final int MOST_LOGINS = 20_000;

  static Ranges of(int devices) {
    int activated = devices / 10;
    int share = devices / 5 - devices / 50;
    int keepAlive = activated + 3 * share;
    return new Ranges(
        devices,
        new Pool(0, activated),
        new Pool(activated, share),
        new Pool(activated + share, share),
        new Pool(activated + 2 * share, share),
        new Pool(keepAlive, devices - keepAlive));
  }

  /// CONNECTs of activated devices, scattered over all of them.
  List<byte[]> logins(BenchFleet fleet) {
    return logins(fleet, Math.min(MOST_LOGINS, activated.count()));
  }

  List<byte[]> logins(BenchFleet fleet, int count) {
    return IntStream.range(0, count)
        .map(place -> BenchFleet.scattered(0, activated.count(), place))
        .mapToObj(number -> fleet.loginConnect(BenchFleet.name(number)))
        .toList();
  }
}
