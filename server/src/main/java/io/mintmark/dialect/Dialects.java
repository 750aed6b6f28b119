package io.mintmark.dialect;

import io.mintmark.login.KeyClaim;
import io.mintmark.product.Dialect;
import java.util.List;
import java.util.Optional;

/// The dialects of this server, and choosing one by what arrives.
public final class Dialects {

  private final List<DeviceDialect> all;

  public Dialects(List<DeviceDialect> all) {
    this.all = List.copyOf(all);
  }

  /// Who serves this HTTP path.
  public Optional<DeviceDialect> ofPath(String path) {
    return all.stream().filter(dialect -> dialect.servesPath(path)).findFirst();
  }

  /// The first dialect that knows this CONNECT as its own.
  public Optional<Read> read(Connect connect) {
    for (var dialect : all) {
      ConnectReading reading = dialect.read(connect);
      if (!(reading instanceof ConnectReading.NotMine)) {
        return Optional.of(new Read(dialect, reading));
      }
    }
    return Optional.empty();
  }

  /// The first dialect whose devices name themselves so in a handshake under a pre-shared key.
  public Optional<KeyClaim> ofPsk(String identity) {
    for (var dialect : all) {
      var claim = dialect.pskIdentity(identity);
      if (claim.isPresent()) {
        return claim;
      }
    }
    return Optional.empty();
  }

  /// The protocol of a dialect by its name.
  public DeviceDialect of(Dialect dialect) {
    return all.stream()
        .filter(candidate -> candidate.dialect() == dialect)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no protocol for " + dialect));
  }

  /// A CONNECT read by the dialect that knows it.
  public record Read(DeviceDialect dialect, ConnectReading reading) {}
}
