package io.mintmark.access;

import io.mintmark.product.Dialect;
import io.mintmark.product.ProductKey;
import io.mintmark.project.ProjectId;
import java.util.Map;

/// A cloud program of a project that connected over MQTT.
///
/// @param products the project's products when it connected; topics of later ones open at the next
///     connect
public record Application(String keyId, ProjectId project, Map<ProductKey, Dialect> products) {

  public Application {
    products = Map.copyOf(products);
  }
}
