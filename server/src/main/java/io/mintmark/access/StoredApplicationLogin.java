package io.mintmark.access;

import io.mintmark.product.Products;
import io.mintmark.vault.Vault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Lets cloud programs in by their stored application keys.
public final class StoredApplicationLogin implements ApplicationLogin {

  /// @param executor runs the blocking reads, one virtual thread each
  public StoredApplicationLogin(
      AccessKeys keys, Products products, Vault vault, Executor executor) {}

  @Override
  public CompletionStage<Optional<Application>> login(String keyId, String token) {
    return CompletableFuture.completedStage(Optional.empty());
  }
}
