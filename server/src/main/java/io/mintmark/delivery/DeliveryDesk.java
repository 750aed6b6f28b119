package io.mintmark.delivery;

import io.mintmark.delivery.DeliveryOutcome.Made;
import io.mintmark.delivery.DeliveryOutcome.Reason;
import io.mintmark.delivery.DeliveryOutcome.Refused;
import io.mintmark.event.EventLog;
import io.mintmark.output.FileCatalog;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.production.Batch;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Makes deliveries. Safe for any thread; calls block.
public final class DeliveryDesk {

  private final Deliveries deliveries;
  private final Factories factories;
  private final Products products;
  private final FileCatalog catalog;
  private final Vault vault;
  private final DeliverySettings settings;
  private final SecureRandom random;
  private final InstantSource clock;
  private final DeliveryJournal journal;

  public DeliveryDesk(
      Deliveries deliveries,
      Factories factories,
      Products products,
      FileCatalog catalog,
      Vault vault,
      EventLog events,
      DeliverySettings settings,
      SecureRandom random,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.factories = factories;
    this.products = products;
    this.catalog = catalog;
    this.vault = vault;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
    this.journal = new DeliveryJournal(events, clock);
  }

  /// Stores a delivery of the batch, or tells why not.
  public DeliveryOutcome make(Batch batch, DeliveryOrder order) {
    if (batch.state() != Batch.State.READY) {
      return new Refused(
          Reason.BATCH_NOT_READY,
          "The batch is %s; only a READY batch can be delivered.".formatted(batch.state()));
    }
    var product = products.find(batch.product()).orElseThrow();
    var factory =
        factories.find(order.factory()).filter(f -> f.project().equals(product.project()));
    if (factory.isEmpty()) {
      return new Refused(
          Reason.FACTORY_UNKNOWN, "There is no factory of this id in the batch's project.");
    }
    var fault = faultOf(batch, product, order);
    return fault.isPresent()
        ? new Refused(Reason.UNFIT, fault.get())
        : seal(batch, product, factory.get(), order);
  }

  private Optional<String> faultOf(Batch batch, Product product, DeliveryOrder order) {
    int first = firstOf(order);
    int last = lastOf(order, batch);
    if (first < 1 || last < first || last > batch.size()) {
      return Optional.of("The batch has the units 1 to %d.".formatted(batch.size()));
    }
    if (order.downloads() < 1 || order.downloads() > DeliverySettings.MAX_DOWNLOADS) {
      return Optional.of(
          "A delivery has 1 to %d downloads.".formatted(DeliverySettings.MAX_DOWNLOADS));
    }
    if (order.files().isEmpty() || order.files().size() > DeliverySettings.MAX_FILES) {
      return Optional.of("A delivery has 1 to %d files.".formatted(DeliverySettings.MAX_FILES));
    }
    var open = Duration.between(clock.instant(), expiryOf(order));
    if (!open.isPositive() || open.compareTo(settings.longest()) > 0) {
      return Optional.of(
          "A delivery expires after now, and %d days from now at the latest."
              .formatted(settings.longest().toDays()));
    }
    return faultOfFiles(batch, product, order);
  }

  private Optional<String> faultOfFiles(Batch batch, Product product, DeliveryOrder order) {
    for (var file : order.files()) {
      try {
        catalog.prepare(file, batch, product);
      } catch (UnfitFileException e) {
        return Optional.of("The file '%s': %s.".formatted(file.format(), e.getMessage()));
      }
    }
    return Optional.empty();
  }

  private DeliveryOutcome seal(Batch batch, Product product, Factory factory, DeliveryOrder order) {
    var id = DeliveryId.random(random);
    return switch (order.sealing()) {
      case OPENPGP, CMS -> {
        if (order.passphrase() != null) {
          yield unfit("A passphrase goes with ZIP_AES256 only.");
        }
        yield sealToKey(id, batch, product, factory, order);
      }
      case ZIP_AES256 -> {
        var given = Optional.ofNullable(order.passphrase());
        if (given.isPresent() && !Passphrases.isFit(given.get())) {
          yield unfit(
              "A passphrase has %d to %d printable ASCII characters; leave it out to get one."
                  .formatted(Passphrases.SHORTEST, Passphrases.LONGEST));
        }
        var passphrase = given.orElseGet(() -> Passphrases.makeUp(random));
        var row = Delivery.secretRow(id, "passphrase");
        var sealing = new Sealing.ZipAes256(vault.seal(product.dataKey(), row, passphrase));
        var made = store(id, batch, product, order, sealing);
        yield new Made(made, given.isPresent() ? Optional.empty() : Optional.of(passphrase));
      }
    };
  }

  private DeliveryOutcome sealToKey(
      DeliveryId id, Batch batch, Product product, Factory factory, DeliveryOrder order) {
    var wanted =
        order.sealing() == Sealing.Kind.OPENPGP ? SealingKey.Kind.OPENPGP : SealingKey.Kind.X509;
    var key = factory.key();
    if (key == null || key.kind() != wanted) {
      return unfit(
          "The factory has no %s key; give it one, or seal with ZIP_AES256.".formatted(wanted));
    }
    try {
      SealingKey.read(key.kind(), key.text(), clock.instant());
    } catch (UnfitKeyException e) {
      return unfit("The factory's key cannot be used any more: %s.".formatted(e.sentence()));
    }
    var sealing =
        switch (key.kind()) {
          case OPENPGP -> new Sealing.OpenPgp(key.text());
          case X509 -> new Sealing.Cms(key.text());
        };
    return new Made(store(id, batch, product, order, sealing), Optional.empty());
  }

  private Delivery store(
      DeliveryId id, Batch batch, Product product, DeliveryOrder order, Sealing sealing) {
    SecretText traceKey = TraceMark.newKey(random);
    var delivery =
        new Delivery(
            id,
            batch.id(),
            product.key(),
            order.factory(),
            firstOf(order),
            lastOf(order, batch),
            order.files(),
            sealing,
            vault.seal(product.dataKey(), Delivery.secretRow(id, "trace"), traceKey),
            order.downloads(),
            0,
            expiryOf(order),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            order.by(),
            null,
            null,
            null);
    deliveries.add(delivery);
    journal.note(
        delivery,
        "DELIVERY_MADE",
        "units %d to %d, %s, by %s"
            .formatted(delivery.first(), delivery.last(), order.sealing(), order.by()));
    return delivery;
  }

  private static Refused unfit(String sentence) {
    return new Refused(Reason.UNFIT, sentence);
  }

  private static int firstOf(DeliveryOrder order) {
    return order.first() == null ? 1 : order.first();
  }

  private static int lastOf(DeliveryOrder order, Batch batch) {
    return order.last() == null ? batch.size() : order.last();
  }

  private Instant expiryOf(DeliveryOrder order) {
    var asked = order.expiresAt();
    var expiry = asked == null ? clock.instant().plus(DeliverySettings.USUAL) : asked;
    return expiry.truncatedTo(ChronoUnit.MILLIS);
  }
}
