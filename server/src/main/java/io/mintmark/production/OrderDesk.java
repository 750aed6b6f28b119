package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.OrderOutcome.Ordered;
import io.mintmark.production.OrderOutcome.Reason;
import io.mintmark.production.OrderOutcome.Refused;
import io.mintmark.production.OrderOutcome.SheetFaulty;
import io.mintmark.sheet.FileDoctor;
import io.mintmark.sheet.SheetReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Takes orders: checks them, stores the batch and hands it to [Minting]. Safe for any thread.
public final class OrderDesk {

  private final Products products;
  private final Batches batches;
  private final Minting minting;
  private final BatchJournal journal;
  private final SheetReader sheets;
  private final ProductionSettings settings;
  private final SecureRandom random;
  private final InstantSource clock;

  public OrderDesk(
      Products products,
      Batches batches,
      Minting minting,
      EventLog events,
      SheetReader sheets,
      ProductionSettings settings,
      SecureRandom random,
      InstantSource clock) {
    this.products = products;
    this.batches = batches;
    this.minting = minting;
    this.journal = new BatchJournal(events, clock);
    this.sheets = sheets;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
  }

  /// Places an order. Blocks while the list is read and stored.
  ///
  /// @throws IOException if the uploaded list broke off; nothing was stored then
  public OrderOutcome place(BatchOrder order) throws IOException {
    var product = products.find(order.product());
    if (product.isEmpty()) {
      return new Refused(Reason.PRODUCT_UNKNOWN, "there is no such product");
    }
    var refusal = refusalOf(order, product.get());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return switch (order.names()) {
      case Names.Generated(int count) -> store(newBatch(order, NameSource.GENERATED, count));
      case Names.Uploaded(InputStream sheet) -> storeSheet(order, product.get(), sheet);
    };
  }

  private Optional<Refused> refusalOf(BatchOrder order, Product product) {
    if (product.state() != Product.State.PUBLISHED) {
      return refused(Reason.PRODUCT_NOT_PUBLISHED, "only a published product can be mass-produced");
    }
    if (order.names() instanceof Names.Generated(int count)) {
      if (order.burnMethod() == BurnMethod.DYNAMIC_REGISTRATION) {
        return refused(
            Reason.NAMES_MUST_BE_UPLOADED,
            "units that register with the ProductSecret bring their own names; upload them");
      }
      if (count < 1 || count > settings.maxUnits()) {
        return refused(
            Reason.COUNT_OUT_OF_RANGE, "a batch has 1 to %d units".formatted(settings.maxUnits()));
      }
    }
    return Optional.empty();
  }

  private OrderOutcome storeSheet(BatchOrder order, Product product, InputStream in)
      throws IOException {
    var doctor = sheets.examine(in, product.dialect().format(), settings.sheetLimits());
    var names = doctor.names();
    if (!doctor.findings().errors().isEmpty()) {
      return faulty(doctor, batches.taken(product.key(), names));
    }
    var batch = newBatch(order, NameSource.UPLOADED, names.size());
    var taken = create(batch, names);
    return taken.isEmpty() ? begin(batch) : faulty(doctor, taken);
  }

  private static SheetFaulty faulty(FileDoctor doctor, List<Batches.Line> taken) {
    doctor.addTaken(taken.stream().map(Batches.Line::name).toList());
    return new SheetFaulty(doctor.findings());
  }

  private OrderOutcome store(Batch batch) {
    if (!create(batch, List.of()).isEmpty()) {
      throw new IllegalStateException("a batch without names had names taken");
    }
    return begin(batch);
  }

  private List<Batches.Line> create(Batch batch, List<String> names) {
    try {
      return batches.create(batch, names);
    } catch (RuntimeException e) {
      // Only the answer may be lost: a batch that is stored is minted, one that is not is not
      // found.
      minting.take(batch.id());
      throw e;
    }
  }

  private OrderOutcome begin(Batch batch) {
    journal.note(batch, "ORDERED", BatchJournal.units(batch.size()));
    minting.take(batch.id());
    return new Ordered(batch);
  }

  private Batch newBatch(BatchOrder order, NameSource source, int size) {
    return new Batch(
        newId(),
        order.product(),
        order.burnMethod(),
        source,
        size,
        0,
        Batch.State.MINTING,
        null,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        null);
  }

  private BatchId newId() {
    var text = new StringBuilder("b-");
    random.ints(10, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    return new BatchId(text.toString());
  }

  private static Optional<Refused> refused(Reason reason, String sentence) {
    return Optional.of(new Refused(reason, sentence));
  }
}
