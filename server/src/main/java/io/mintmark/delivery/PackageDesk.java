package io.mintmark.delivery;

import io.mintmark.delivery.DownloadOutcome.Granted;
import io.mintmark.delivery.DownloadOutcome.Refused;
import io.mintmark.event.EventLog;
import io.mintmark.output.FileCatalog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Hands packages out, counts them, and takes deliveries back. Safe for any thread; calls block.
public final class PackageDesk {

  private final Deliveries deliveries;
  private final Factories factories;
  private final Batches batches;
  private final Products products;
  private final FileCatalog catalog;
  private final Vault vault;
  private final InstantSource clock;
  private final DeliveryJournal journal;

  /// So that downloads under way end too; a revoked delivery is never opened again.
  private final Set<DeliveryId> revokedHere = ConcurrentHashMap.newKeySet();

  public PackageDesk(
      Deliveries deliveries,
      Factories factories,
      Batches batches,
      Products products,
      FileCatalog catalog,
      Vault vault,
      EventLog events,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.factories = factories;
    this.batches = batches;
    this.products = products;
    this.catalog = catalog;
    this.vault = vault;
    this.clock = clock;
    this.journal = new DeliveryJournal(events, clock);
  }

  /// Counts a download and hands the package out, if the delivery is OPEN and its batch READY.
  ///
  /// @param who whose act it is
  public DownloadOutcome open(Delivery delivery, String who) {
    var batch = batches.find(delivery.batch()).orElseThrow();
    if (batch.state() != Batch.State.READY) {
      return refused(delivery, who, "The batch is %s.".formatted(batch.state()));
    }
    // All that can fail comes before the count.
    var writing = writing(delivery, batch);
    var number = deliveries.begin(delivery.id(), who, clock.instant());
    if (number.isEmpty()) {
      return refused(delivery, who, sentence(delivery));
    }
    journal.note(
        delivery,
        "DELIVERY_STARTED",
        "download %d of %d, by %s".formatted(number.getAsInt(), delivery.allowed(), who));
    return new Granted(
        new PackageDownload(
            delivery, writing, completed -> end(delivery, number.getAsInt(), completed)));
  }

  private String sentence(Delivery delivery) {
    var state =
        deliveries
            .find(delivery.id())
            .map(found -> found.stateAt(clock.instant()))
            .orElse(Delivery.State.REVOKED);
    return switch (state) {
      case SPENT, OPEN ->
          "All %d downloads were used; ask for another delivery.".formatted(delivery.allowed());
      case EXPIRED -> "It has expired; ask for another delivery.";
      case REVOKED -> "It was revoked; destroy what you have of it.";
    };
  }

  private Refused refused(Delivery delivery, String who, String sentence) {
    journal.note(delivery, "DELIVERY_REFUSED", "to %s: %s".formatted(who, sentence));
    return new Refused(sentence);
  }

  private void end(Delivery delivery, int number, boolean completed) {
    deliveries.end(delivery.id(), number, completed, clock.instant());
    journal.note(
        delivery,
        completed ? "DELIVERY_COMPLETED" : "DELIVERY_BROKEN",
        "download %d of %d".formatted(number, delivery.allowed()));
  }

  private PackageDownload.Writing writing(Delivery delivery, Batch batch) {
    var product = products.find(delivery.product()).orElseThrow();
    var units =
        new MarkedUnits(
            new DeliveredUnits(delivery, product, batch.burnMethod(), batches, vault),
            delivery.first(),
            vault.open(
                product.dataKey(),
                Delivery.secretRow(delivery.id(), "trace"),
                delivery.traceKey()));
    var contents =
        new DeliveryPackage(
            delivery,
            batch,
            factories.find(delivery.factory()).orElseThrow().name(),
            delivery.files().stream().map(file -> catalog.prepare(file, batch, product)).toList(),
            units,
            () -> revokedHere.contains(delivery.id()));
    return out -> contents.writeTo(container(delivery, product, out));
  }

  private Container container(Delivery delivery, Product product, OutputStream out)
      throws IOException {
    Instant time = delivery.createdAt();
    return switch (delivery.sealing()) {
      case Sealing.OpenPgp(var key) ->
          new SealedZip(OpenPgpEnvelope.toStored(key, time, delivery.id() + ".zip"), out, time);
      case Sealing.Cms(var certificate) ->
          new SealedZip(CmsEnvelope.toStored(certificate), out, time);
      case Sealing.ZipAes256(var sealed) -> {
        SecretText passphrase =
            vault.open(product.dataKey(), Delivery.secretRow(delivery.id(), "passphrase"), sealed);
        yield new AesZip(passphrase, out, time);
      }
    };
  }

  /// Takes a delivery back: nobody can download it any more, and downloads under way on this server
  /// break off. False if it is revoked already.
  public boolean revoke(Delivery delivery, String who) {
    boolean first = deliveries.revoke(delivery.id(), clock.instant());
    revokedHere.add(delivery.id());
    if (first) {
      journal.note(delivery, "DELIVERY_REVOKED", "by " + who);
    }
    return first;
  }

  /// The factory says that it has opened the package. False unless a download was completed, and if
  /// it was said before.
  public boolean receive(Delivery delivery, String who) {
    boolean first = deliveries.receive(delivery.id(), clock.instant());
    if (first) {
      journal.note(delivery, "DELIVERY_RECEIVED", "by " + who);
    }
    return first;
  }
}
