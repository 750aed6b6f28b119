package io.mintmark.product;

import io.mintmark.project.ProjectId;
import io.mintmark.vault.WrappedKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A type of device, as stored.
///
/// @param name what people call it, 1 to 64 characters
/// @param rules what its owner decides about its devices
/// @param dataKey seals this product's secrets
/// @param secret the ProductSecret that is burned now
/// @param olderSecret the one before, as long as devices burned with it may register; null
///     after its
///     retirement, and before the first rotation
public record Product(
    ProductKey key,
    ProjectId project,
    String name,
    Dialect dialect,
    State state,
    ProductRules rules,
    WrappedKey dataKey,
    ProductSecret secret,
    @Nullable ProductSecret olderSecret,
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

  /// The secrets with which devices may register now, the newest first.
  public List<ProductSecret> acceptedSecrets() {
    return olderSecret == null ? List.of(secret) : List.of(secret, olderSecret);
  }

  public Product withState(State newState) {
    return new Product(
        key, project, name, dialect, newState, rules, dataKey, secret, olderSecret, createdAt);
  }

  public Product withRules(ProductRules newRules) {
    return new Product(
        key, project, name, dialect, state, newRules, dataKey, secret, olderSecret, createdAt);
  }

  public Product withSecrets(ProductSecret newSecret, @Nullable ProductSecret newOlder) {
    return new Product(
        key, project, name, dialect, state, rules, dataKey, newSecret, newOlder, createdAt);
  }
}
