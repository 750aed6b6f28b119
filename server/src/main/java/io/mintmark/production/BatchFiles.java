package io.mintmark.production;

import io.mintmark.event.EventLog;
import io.mintmark.product.Products;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;

/// Hands out the file that goes to the factory.
public final class BatchFiles {

  public BatchFiles(
      Batches batches, Products products, Vault vault, EventLog events, InstantSource clock) {}

  /// The file of a batch; empty unless the batch is READY.
  public Optional<BatchFile> find(Batch batch) {
    throw new UnsupportedOperationException();
  }
}
