package io.mintmark.product;

import io.mintmark.project.ProjectId;
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

  /// Turns the registration switch.
  void setRegistration(ProductKey key, boolean on);
}
