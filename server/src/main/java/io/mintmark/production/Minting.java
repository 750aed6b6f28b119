package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.event.EventLog;
import io.mintmark.product.Products;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Mints batches in the background, a chunk of each in turn, on one thread of its own. What is
/// stored decides where a batch goes on, so a server that was killed continues at the first unit
/// that does not exist.
public final class Minting implements AutoCloseable {

  public Minting(
      Batches batches,
      Products products,
      Vault vault,
      EventLog events,
      ProductionSettings settings,
      SecureRandom random,
      InstantSource clock) {}

  /// Takes up all batches that an earlier run of the server left unfinished.
  public void start() {
    throw new UnsupportedOperationException();
  }

  /// Takes up a batch that was just stored.
  void take(BatchId batch) {
    throw new UnsupportedOperationException();
  }

  /// Takes a stopped batch up again. False if there is no such batch or it is not stopped.
  public boolean resume(BatchId batch) {
    throw new UnsupportedOperationException();
  }

  /// How far this batch is, as stored, and how fast it goes.
  public Progress progressOf(Batch batch) {
    throw new UnsupportedOperationException();
  }

  /// Finishes the chunk at hand and ends; batches go on at the next start.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
