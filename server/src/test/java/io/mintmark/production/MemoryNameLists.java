package io.mintmark.production;

import io.mintmark.product.ProductKey;
import io.mintmark.sheet.FindingKind;
import io.mintmark.sheet.NameList;
import io.mintmark.sheet.NameListId;
import io.mintmark.sheet.NameLists;
import io.mintmark.sheet.TextEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Stored lists of names in memory; a test says when one is over.
public final class MemoryNameLists implements NameLists {

  private final Map<NameListId, NameList> lists = new ConcurrentHashMap<>();
  private final Map<NameListId, List<String>> names = new ConcurrentHashMap<>();

  /// A list without errors.
  public NameListId add(ProductKey product, String... listed) {
    return add(product, true, List.of(listed));
  }

  public NameListId addFaulty(ProductKey product) {
    return add(product, false, List.of());
  }

  private NameListId add(ProductKey product, boolean committable, List<String> listed) {
    var id = new NameListId("n-%010d".formatted(lists.size()));
    var now = Instant.parse("2026-03-01T12:00:00Z");
    lists.put(
        id,
        new NameList(
            id,
            product,
            "names.csv",
            TextEncoding.UTF_8,
            listed.size(),
            true,
            committable ? Map.of() : Map.of(FindingKind.NO_NAMES, 1),
            now,
            now.plus(Duration.ofDays(1))));
    names.put(id, listed);
    return id;
  }

  /// Its day is over.
  public void forget(NameListId id) {
    lists.remove(id);
    names.remove(id);
  }

  @Override
  public Optional<NameList> find(NameListId id) {
    return Optional.ofNullable(lists.get(id));
  }

  @Override
  public List<String> names(NameListId id) {
    return Optional.ofNullable(names.get(id)).orElseThrow(IllegalStateException::new);
  }
}
