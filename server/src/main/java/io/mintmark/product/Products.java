package io.mintmark.product;

import io.mintmark.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The stored products. Calls block until done and durable; for the management plane. The device
/// plane reads a product together with its device, see `io.mintmark.device.Identities`.
public interface Products {

  void add(Product product);

  Optional<Product> find(ProductKey key);

  /// Oldest first. A project has few.
  List<Product> ofProject(ProjectId project);

  /// Marks the product published; repeating it changes nothing.
  void publish(ProductKey key);

  /// Replaces the rules.
  void setRules(ProductKey key, ProductRules rules);

  /// Makes `next` the current secret and the current one the older.
  ///
  /// @return false, with nothing changed, if `next` does not follow on the current version or an
  ///     older one is still accepted
  boolean rotateSecret(ProductKey key, ProductSecret next);

  /// Stops accepting the older secret and keeps it among the retired.
  ///
  /// @return false, with nothing changed, if this version is not the older one
  boolean retireSecret(ProductKey key, int version, Instant at);

  /// The newest first.
  List<RetiredSecret> retiredSecrets(ProductKey key);
}
