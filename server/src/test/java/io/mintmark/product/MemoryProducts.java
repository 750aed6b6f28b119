package io.mintmark.product;

import io.mintmark.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// [Products] in memory, for feature tests.
public final class MemoryProducts implements Products {

  private final Map<ProductKey, Product> products = new LinkedHashMap<>();
  private final Map<ProductKey, List<RetiredSecret>> retired = new HashMap<>();

  @Override
  public synchronized void add(Product product) {
    if (products.putIfAbsent(product.key(), product) != null) {
      throw new IllegalStateException("there is a product " + product.key());
    }
  }

  @Override
  public synchronized Optional<Product> find(ProductKey key) {
    return Optional.ofNullable(products.get(key));
  }

  @Override
  public synchronized List<Product> ofProject(ProjectId project) {
    return products.values().stream().filter(each -> each.project().equals(project)).toList();
  }

  @Override
  public synchronized void publish(ProductKey key) {
    products.computeIfPresent(key, (_, product) -> product.withState(Product.State.PUBLISHED));
  }

  @Override
  public synchronized void setRules(ProductKey key, ProductRules rules) {
    products.computeIfPresent(key, (_, product) -> product.withRules(rules));
  }

  @Override
  public synchronized boolean rotateSecret(ProductKey key, ProductSecret next) {
    var product = products.get(key);
    if (product == null
        || product.olderSecret() != null
        || next.version() != product.secret().version() + 1) {
      return false;
    }
    products.put(key, product.withSecrets(next, product.secret()));
    return true;
  }

  @Override
  public synchronized boolean retireSecret(ProductKey key, int version, Instant at) {
    var product = products.get(key);
    if (product == null
        || product.olderSecret() == null
        || product.olderSecret().version() != version) {
      return false;
    }
    retired
        .computeIfAbsent(key, _ -> new ArrayList<>())
        .addFirst(new RetiredSecret(product.olderSecret(), at));
    products.put(key, product.withSecrets(product.secret(), null));
    return true;
  }

  @Override
  public synchronized List<RetiredSecret> retiredSecrets(ProductKey key) {
    return List.copyOf(retired.getOrDefault(key, List.of()));
  }

  /// Forgets the product, as no use case does.
  public synchronized void lose(ProductKey key) {
    products.remove(key);
  }
}
