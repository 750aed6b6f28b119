package io.mintmark.api;

import io.mintmark.device.BatchId;
import io.mintmark.production.Handovers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a test says was delivered.
final class TestHandovers implements Handovers {

  private record Kept(String batch, Handover handover) {}

  private final List<Kept> all = new CopyOnWriteArrayList<>();

  void deliver(String batch, int first, int last, Instant at) {
    all.add(new Kept(batch, new Handover("d-1", "Factory 1", first, last, at)));
  }

  @Override
  public List<Handover> of(BatchId batch) {
    return all.stream()
        .filter(kept -> kept.batch.equals(batch.value()))
        .map(Kept::handover)
        .toList();
  }
}
