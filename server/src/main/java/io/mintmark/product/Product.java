package io.mintmark.product;

import io.mintmark.project.ProjectId;
import io.mintmark.vault.Sealed;
import io.mintmark.vault.WrappedKey;
import java.time.Instant;

/// A type of device, as stored.
///
/// @param name what people call it, 1 to 64 characters
/// @param registrationOn the registration switch: whether devices may trade the ProductSecret for
///     their own credential. Devices already activated do not depend on it.
/// @param dataKey seals this product's secrets
/// @param secret the ProductSecret, sealed for [#secretRow]
public record Product(
    ProductKey key,
    ProjectId project,
    String name,
    Dialect dialect,
    State state,
    boolean registrationOn,
    WrappedKey dataKey,
    Sealed secret,
    Instant createdAt) {

  /// Only a published product can be mass-produced; there is no way back.
  public enum State {
    DEVELOPING,
    PUBLISHED
  }

  public Product {
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("a product's name has 1 to 64 characters");
    }
  }

  /// What the sealed ProductSecret is bound to.
  public static String secretRow(ProductKey key) {
    return "product secret|" + key;
  }
}
