package io.mintmark.production;

import io.mintmark.event.EventLog;
import io.mintmark.product.Products;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.Optional;

/// Hands out the file that goes to the factory. The ProductSecret is never in it: who is to burn it
/// gets it apart, from the product.
public final class BatchFiles {

  private final Batches batches;
  private final Products products;
  private final Vault vault;
  private final BatchJournal journal;

  public BatchFiles(
      Batches batches, Products products, Vault vault, EventLog events, InstantSource clock) {
    this.batches = batches;
    this.products = products;
    this.vault = vault;
    this.journal = new BatchJournal(events, clock);
  }

  /// The file of a batch; empty unless the batch is READY.
  public Optional<BatchFile> find(Batch batch) {
    if (batch.state() != Batch.State.READY) {
      return Optional.empty();
    }
    return products
        .find(batch.product())
        .map(product -> new BatchFile(batch, product, batches, vault, journal));
  }
}
