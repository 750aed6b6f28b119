package io.mintmark.production;

import io.mintmark.device.BatchId;
import java.time.Instant;
import java.util.List;

/// What of a batch has reached a factory. Calls block; for the management plane.
public interface Handovers {

  /// Every first completed download of a delivery of this batch, earliest first.
  List<Handover> of(BatchId batch);

  /// Units `first` to `last` of the batch reached a factory.
  ///
  /// @param delivery the delivery's id
  /// @param factory the factory's name
  record Handover(String delivery, String factory, int first, int last, Instant at) {}
}
