package io.mintmark.product;

import io.mintmark.project.ProjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// [Products] in memory, for feature tests.
public final class MemoryProducts implements Products {

  private final Map<ProductKey, Product> products = new LinkedHashMap<>();

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
    products.computeIfPresent(
        key, (_, product) -> with(product, Product.State.PUBLISHED, product.registrationOn()));
  }

  @Override
  public synchronized void setRegistration(ProductKey key, boolean on) {
    products.computeIfPresent(key, (_, product) -> with(product, product.state(), on));
  }

  /// Forgets the product, as no use case does.
  public synchronized void lose(ProductKey key) {
    products.remove(key);
  }

  private static Product with(Product product, Product.State state, boolean registrationOn) {
    return new Product(
        product.key(),
        product.project(),
        product.name(),
        product.dialect(),
        state,
        registrationOn,
        product.dataKey(),
        product.secret(),
        product.createdAt());
  }
}
