package io.mintmark.output;

import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.vault.Vault;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hands out the files of minted batches.
public final class FileDesk {

  private final FileCatalog catalog;
  private final Batches batches;
  private final Products products;
  private final Vault vault;
  private final EventLog events;
  private final InstantSource clock;

  public FileDesk(
      FileCatalog catalog,
      Batches batches,
      Products products,
      Vault vault,
      EventLog events,
      InstantSource clock) {
    this.catalog = catalog;
    this.batches = batches;
    this.products = products;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
  }

  /// Finds a file; nothing is read of the units and nothing is noted before it is written.
  public FileOutcome find(FileOrder order) {
    var batch = order.batch();
    var refusal = refusalOf(batch, order.first(), order.last());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    try {
      var product = productOf(batch);
      var file = catalog.prepare(order.request(), batch, product);
      var range = new UnitRange(order.first(), order.last());
      var units = new BatchUnits(batch, product, range, batches, vault);
      var journal = new DownloadJournal(events, clock, order);
      return new FileOutcome.Found(new Download(file, batch, range, units, journal));
    } catch (UnfitFileException e) {
      return new FileOutcome.Refused(FileOutcome.Reason.UNFIT, e.sentence());
    }
  }

  /// All formats, and how the file of each would be named for this batch.
  public List<Offer> offers(Batch batch) {
    var product = productOf(batch);
    return catalog.formats().stream().map(format -> offer(format, batch, product)).toList();
  }

  private static Offer offer(FileFormat format, Batch batch, Product product) {
    try {
      return new Offer(format, Optional.of(format.prepare(batch, product, Map.of())), "");
    } catch (UnfitFileException e) {
      return new Offer(format, Optional.empty(), e.sentence());
    }
  }

  private Product productOf(Batch batch) {
    return products
        .find(batch.product())
        .orElseThrow(() -> new IllegalStateException("batch " + batch.id() + " has no product"));
  }

  private static Optional<FileOutcome> refusalOf(Batch batch, int first, int last) {
    return switch (batch.state()) {
      case READY ->
          first >= 1 && first <= last && last <= batch.size()
              ? Optional.empty()
              : refused(
                  FileOutcome.Reason.RANGE_WRONG,
                  "The batch has units 1 to %d; 'first' and 'last' are two of these in order."
                      .formatted(batch.size()));
      case CLOSED ->
          refused(
              FileOutcome.Reason.CLOSED,
              "The batch is CLOSED: its order is done with, and its files are not handed out any"
                  + " more.");
      case DRAFT, IN_REVIEW, REJECTED, APPROVED, MINTING, STOPPED, CANCELLED ->
          refused(
              FileOutcome.Reason.NOT_READY,
              "The batch is %s; its files can be had once it is READY. Watch it under"
                      .formatted(batch.state())
                  + " /api/v1/batches/%s.".formatted(batch.id()));
    };
  }

  private static Optional<FileOutcome> refused(FileOutcome.Reason reason, String sentence) {
    return Optional.of(new FileOutcome.Refused(reason, sentence));
  }

  /// A format, as it is for one batch.
  ///
  /// @param file what it makes if no option is given; empty if it cannot
  /// @param lacking why not; empty if it can
  public record Offer(FileFormat format, Optional<UnitFile> file, String lacking) {}
}
