package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// [RiskFiles] in memory, for feature tests; every device exists.
final class MemoryRiskFiles implements RiskFiles {

  private final Map<DeviceIdentity, RiskFile> files = new ConcurrentHashMap<>();
  private final List<KeptEvidence> pieces = new ArrayList<>();
  private @Nullable RuntimeException fault;

  /// Every write fails so from now on; null for "no more".
  void failWith(@Nullable RuntimeException exception) {
    fault = exception;
  }

  @Override
  public List<Recorded> add(List<Evidence> evidence) {
    if (fault != null) {
      throw fault;
    }
    var recorded = new ArrayList<Recorded>();
    for (Evidence piece : evidence) {
      var before = file(piece.identity());
      var after = before.with(piece);
      if (!after.equals(before)) {
        files.put(piece.identity(), after);
        pieces.addFirst(new KeptEvidence(piece, false));
        recorded.add(new Recorded(piece, before, after));
      }
    }
    return recorded;
  }

  @Override
  public boolean hold(DeviceIdentity identity) {
    var file = file(identity);
    files.put(identity, held(file, true));
    return !file.held() && file.clonedAt() != null;
  }

  @Override
  public Release release(DeviceIdentity identity, Instant at) {
    var file = file(identity);
    if (file.firstAt() == null && !file.held()) {
      return Release.NOTHING;
    }
    files.put(identity, new RiskFile(identity, false, List.of(), null, null, null, at));
    pieces.replaceAll(
        kept ->
            kept.piece().identity().equals(identity) ? new KeptEvidence(kept.piece(), true) : kept);
    return Release.RELEASED;
  }

  @Override
  public Optional<RiskFile> find(DeviceIdentity identity) {
    return Optional.of(file(identity));
  }

  @Override
  public List<RiskFile> page(ProductKey product, Instant now, @Nullable String after, int limit) {
    return files.values().stream()
        .filter(file -> file.identity().product().equals(product))
        .filter(file -> file.verdictAt(now) != Verdict.CLEAR)
        .filter(file -> after == null || file.identity().name().compareTo(after) > 0)
        .sorted((one, other) -> one.identity().name().compareTo(other.identity().name()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<KeptEvidence> evidence(DeviceIdentity identity) {
    return pieces.stream().filter(kept -> kept.piece().identity().equals(identity)).toList();
  }

  RiskFile file(DeviceIdentity identity) {
    return files.getOrDefault(identity, RiskFile.blank(identity, false));
  }

  private static RiskFile held(RiskFile file, boolean held) {
    return new RiskFile(
        file.identity(),
        held,
        file.tallies(),
        file.firstAt(),
        file.lastAt(),
        file.clonedAt(),
        file.releasedAt());
  }
}
