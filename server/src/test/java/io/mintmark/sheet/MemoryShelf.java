package io.mintmark.sheet;

import io.mintmark.device.Fixtures;
import io.mintmark.product.Dialect;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.ProductKey;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// [ListShelf] in memory, for feature tests, with a desk in front of it.
final class MemoryShelf implements ListShelf {

  static final InstantSource CLOCK = InstantSource.fixed(Fixtures.NOW);
  static final Product PRODUCT = product();

  final Map<String, byte[]> parts = new TreeMap<>();
  final Set<String> taken = new HashSet<>();
  final Set<String> deleted = new HashSet<>();
  private final Map<NameListId, Entry> begun = new TreeMap<>(this::compare);
  private final Map<NameListId, Entry> finished = new TreeMap<>(this::compare);

  /// Looks up names in `taken` and `deleted`.
  ListDesk desk() {
    var register =
        new NameRegister() {
          @Override
          public Collection<String> taken(ProductKey product, List<String> names) {
            return names.stream().filter(taken::contains).toList();
          }

          @Override
          public Collection<String> deletedEarlier(ProductKey product, List<String> names) {
            return names.stream().filter(deleted::contains).toList();
          }
        };
    return new ListDesk(
        this,
        new SheetReader(SpreadsheetOpener.NONE),
        register,
        SheetLimits.DEFAULTS,
        Duration.ofHours(24),
        new SecureRandom(),
        CLOCK);
  }

  @Override
  public void begin(NameListId id, ProductKey product, Instant createdAt, Instant expiresAt) {
    begun.put(id, new Entry(id, product, createdAt, expiresAt));
  }

  @Override
  public void add(NameListId id, Part part, int number, byte[] body) {
    if (parts.put(key(id, part, number), body) != null) {
      throw new IllegalStateException("part %d is there".formatted(number));
    }
  }

  @Override
  public void finish(NameListId id) {
    finished.put(id, begun.remove(id));
  }

  @Override
  public Optional<Entry> find(NameListId id) {
    return Optional.ofNullable(finished.get(id));
  }

  @Override
  public Optional<byte[]> read(NameListId id, Part part, int number) {
    return Optional.ofNullable(parts.get(key(id, part, number)));
  }

  @Override
  public boolean remove(NameListId id) {
    parts.keySet().removeIf(key -> key.startsWith(id.value()));
    boolean unfinished = begun.remove(id) != null;
    return finished.remove(id) != null || unfinished;
  }

  @Override
  public List<NameListId> expired(Instant now, int limit) {
    return finished.values().stream()
        .filter(entry -> !entry.expiresAt().isAfter(now))
        .limit(limit)
        .map(Entry::id)
        .toList();
  }

  private int compare(NameListId one, NameListId other) {
    return one.value().compareTo(other.value());
  }

  private static String key(NameListId id, Part part, int number) {
    return "%s %s %d".formatted(id, part, number);
  }

  private static Product product() {
    var random = new SecureRandom();
    var catalog =
        new ProductCatalog(
            new MemoryProducts(), new Vault(MasterKey.generate(random), random), random, CLOCK);
    return catalog.create(new ProjectId("p-0123456789"), "product", Dialect.ALIYUN);
  }
}
