package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Mints one chunk of a batch at a time, from what is stored and nothing else: whatever went wrong
/// before, before or after the commit, the next chunk begins at the first unit that does not exist.
final class Mint {

  /// Made-up names have 119 random bits; meeting taken ones again and again is not chance.
  private static final int ATTEMPTS_AT_NAMES = 5;

  /// Taken names told in a stop reason; the reason is read by people.
  private static final int NAMES_TOLD = 20;

  private final Batches batches;
  private final Products products;
  private final UnitMaker units;
  private final BatchJournal journal;
  private final Pace pace;
  private final InstantSource clock;

  Mint(
      Batches batches,
      Products products,
      Vault vault,
      EventLog events,
      Pace pace,
      SecureRandom random,
      InstantSource clock) {
    this.batches = batches;
    this.products = products;
    this.units = new UnitMaker(vault, random);
    this.journal = new BatchJournal(events, clock);
    this.pace = pace;
    this.clock = clock;
  }

  /// Mints the next chunk, durably.
  ///
  /// @return units that exist now; empty if there is nothing more to do for this batch
  /// @throws RuntimeException if the store failed; whether the chunk was minted is not known then,
  ///     and calling again is right in either case
  Optional<Integer> mintChunk(BatchId id) {
    var batch = batches.find(id).filter(found -> found.state() == Batch.State.MINTING);
    if (batch.isEmpty()) {
      return Optional.empty();
    }
    var product = products.find(batch.get().product());
    if (product.isEmpty()) {
      stop(batch.get(), "its product does not exist any more");
      return Optional.empty();
    }
    return switch (batch.get().nameSource()) {
      case GENERATED -> mintGenerated(batch.get(), product.get());
      case UPLOADED, PATTERN ->
          mintListed(batch.get(), lines -> units.listed(product.get(), lines));
      case IMPORTED -> mintListed(batch.get(), lines -> batches.imported(batch.get(), lines));
    };
  }

  /// Ends minting of a batch, telling the owner why.
  void stop(Batch batch, String reason) {
    batches.stop(batch.id(), reason);
    journal.note(batch, "STOPPED", reason);
  }

  private Optional<Integer> mintGenerated(Batch batch, Product product) {
    int last = endOfChunk(batch);
    for (int attempt = 0; attempt < ATTEMPTS_AT_NAMES; attempt++) {
      var chunk = units.generated(product, batch.minted() + 1, last);
      if (write(batch, chunk).isEmpty()) {
        return minted(batch, last);
      }
    }
    stop(batch, "no free names were found, time after time; please report this as a defect");
    return Optional.empty();
  }

  private Optional<Integer> mintListed(
      Batch batch, Function<List<Batches.Line>, List<Batches.Unit>> unitsOf) {
    int last = endOfChunk(batch);
    var lines = batches.unminted(batch, last - batch.minted());
    if (lines.size() != last - batch.minted()) {
      stop(
          batch,
          "names of its list are missing in the store after " + BatchJournal.units(batch.minted()));
      return Optional.empty();
    }
    var taken = write(batch, unitsOf.apply(lines));
    if (taken.isEmpty()) {
      return minted(batch, last);
    }
    stop(batch, namesTaken(taken));
    return Optional.empty();
  }

  private List<Batches.Unit> write(Batch batch, List<Batches.Unit> chunk) {
    long begin = System.nanoTime();
    var taken = batches.mint(batch, chunk, now());
    pace.wrote(chunk.size(), Duration.ofNanos(System.nanoTime() - begin));
    return taken;
  }

  private Optional<Integer> minted(Batch batch, int last) {
    if (last < batch.size()) {
      return Optional.of(last);
    }
    journal.note(batch, "READY", BatchJournal.units(last));
    return Optional.empty();
  }

  private int endOfChunk(Batch batch) {
    return Math.min(batch.minted() + pace.chunk(), batch.size());
  }

  private static String namesTaken(List<Batches.Unit> taken) {
    var told =
        taken.stream()
            .limit(NAMES_TOLD)
            .map(unit -> "unit %d (%s)".formatted(unit.number(), unit.name()))
            .collect(Collectors.joining(", "));
    int untold = taken.size() - NAMES_TOLD;
    return "devices of these names have come into being since the order: "
        + told
        + (untold > 0 ? " and %d more".formatted(untold) : "")
        + "; delete those devices and resume, or order anew without the names";
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
