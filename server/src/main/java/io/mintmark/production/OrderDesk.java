package io.mintmark.production;

import io.mintmark.event.EventLog;
import io.mintmark.product.Products;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Takes orders: checks them, stores the batch and hands it to [Minting].
public final class OrderDesk {

  public OrderDesk(
      Products products,
      Batches batches,
      Minting minting,
      EventLog events,
      ProductionSettings settings,
      SecureRandom random,
      InstantSource clock) {}

  /// Places an order. Blocks while the list is read and stored.
  ///
  /// @throws IOException if the uploaded list broke off; nothing was stored then
  public OrderOutcome place(BatchOrder order) throws IOException {
    throw new UnsupportedOperationException();
  }
}
