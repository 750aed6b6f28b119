package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.event.EventLog;
import io.mintmark.product.Product;
import io.mintmark.product.Products;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.OrderOutcome.NamesTaken;
import io.mintmark.production.OrderOutcome.Ordered;
import io.mintmark.production.OrderOutcome.PatternFaulty;
import io.mintmark.production.OrderOutcome.Reason;
import io.mintmark.production.OrderOutcome.Refused;
import io.mintmark.production.OrderOutcome.Repeated;
import io.mintmark.production.OrderOutcome.SheetFaulty;
import io.mintmark.request.AnsweredRequests;
import io.mintmark.sheet.FileDoctor;
import io.mintmark.sheet.NameListId;
import io.mintmark.sheet.NameLists;
import io.mintmark.sheet.SecretDoctor;
import io.mintmark.sheet.SheetReader;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Takes orders: checks them, stores the batch and hands it to [Minting]. Safe for any thread.
public final class OrderDesk {

  private final Products products;
  private final Batches batches;
  private final ReviewRule reviews;
  private final AnsweredRequests requests;
  private final NameLists lists;
  private final PatternDesk patterns;
  private final Minting minting;
  private final BatchJournal journal;
  private final SheetReader sheets;
  private final ImportReader imports;
  private final ProductionSettings settings;
  private final SecureRandom random;
  private final InstantSource clock;

  public OrderDesk(
      Products products,
      Batches batches,
      ReviewRule reviews,
      AnsweredRequests requests,
      NameLists lists,
      Minting minting,
      EventLog events,
      SheetReader sheets,
      Vault vault,
      ProductionSettings settings,
      SecureRandom random,
      InstantSource clock) {
    this.products = products;
    this.batches = batches;
    this.reviews = reviews;
    this.requests = requests;
    this.lists = lists;
    this.patterns = new PatternDesk(batches, clock);
    this.minting = minting;
    this.journal = new BatchJournal(events, clock);
    this.sheets = sheets;
    this.imports = new ImportReader(sheets, vault, settings);
    this.settings = settings;
    this.random = random;
    this.clock = clock;
  }

  /// Places an order, unless it was placed before. Blocks while the list is read and stored.
  ///
  /// @throws IOException if the uploaded list broke off; nothing was stored then
  public OrderOutcome place(BatchOrder order) throws IOException {
    var product = products.find(order.product());
    if (product.isEmpty()) {
      return new Refused(Reason.PRODUCT_UNKNOWN, "there is no such product");
    }
    var ticket = new OrderTicket(order, settings.maxSheetBytes(), imports::keyed);
    var before = repetition(ticket);
    if (before.isPresent()) {
      return before.get();
    }
    OrderOutcome outcome;
    try {
      outcome = placeNew(order, product.get(), ticket);
    } catch (RuntimeException e) {
      // The same request, sent twice at once, makes one batch; the other finds the key taken.
      return repetition(ticket).orElseThrow(() -> e);
    }
    return outcome instanceof Ordered ? outcome : repetition(ticket).orElse(outcome);
  }

  /// The answer, if the order's key was used before.
  private Optional<OrderOutcome> repetition(OrderTicket ticket) throws IOException {
    var earlier = ticket.earlier(requests, clock.instant());
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    if (!earlier.get().fingerprint().equals(ticket.fingerprint())) {
      return Optional.of(
          new Refused(
              Reason.REQUEST_KEY_REUSED,
              "this Idempotency-Key stands for another order, which made batch %s; take a new key"
                  .formatted(earlier.get().result())));
    }
    return batches.find(new BatchId(earlier.get().result())).map(Repeated::new);
  }

  private OrderOutcome placeNew(BatchOrder order, Product product, OrderTicket ticket)
      throws IOException {
    var refusal = refusalOf(order, product);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return switch (order.names()) {
      case Names.Generated(int count) ->
          store(newBatch(order, NameSource.GENERATED, count, origin(order, ticket)));
      case Names.Uploaded _ -> storeSheet(order, product, ticket);
      case Names.Imported _ -> imports.inTurn(() -> storeImport(order, product, ticket));
      case Names.ByPattern pattern -> storePattern(order, product, pattern, ticket);
      case Names.Listed(var list) -> storeList(order, list, ticket);
    };
  }

  private Optional<OrderOutcome> refusalOf(BatchOrder order, Product product) {
    if (product.state() != Product.State.PUBLISHED) {
      return refused(Reason.PRODUCT_NOT_PUBLISHED, "only a published product can be mass-produced");
    }
    if (order.names() instanceof Names.Generated
        && order.burnMethod() == BurnMethod.DYNAMIC_REGISTRATION) {
      return refused(
          Reason.NAMES_MUST_BE_UPLOADED,
          "units that register with the ProductSecret bring their own names; upload them, or have"
              + " them made by a pattern");
    }
    if (order.names() instanceof Names.Imported && order.burnMethod() != BurnMethod.DEVICE_SECRET) {
      throw new IllegalArgumentException("units that are imported have DeviceSecrets of their own");
    }
    var count = countOf(order.names());
    return count.isPresent() && (count.getAsInt() < 1 || count.getAsInt() > settings.maxUnits())
        ? refused(
            Reason.COUNT_OUT_OF_RANGE, "a batch has 1 to %d units".formatted(settings.maxUnits()))
        : Optional.empty();
  }

  private static OptionalInt countOf(Names names) {
    return switch (names) {
      case Names.Generated(int count) -> OptionalInt.of(count);
      case Names.ByPattern(_, int count, _) -> OptionalInt.of(count);
      case Names.Uploaded _, Names.Imported _, Names.Listed _ -> OptionalInt.empty();
    };
  }

  private OrderOutcome storeSheet(BatchOrder order, Product product, OrderTicket ticket)
      throws IOException {
    var doctor = sheets.examine(ticket.sheet(), product.dialect().format(), settings.sheetLimits());
    var names = doctor.names();
    if (!doctor.findings().errors().isEmpty()) {
      return faulty(doctor, batches.taken(product.key(), names));
    }
    var batch = newBatch(order, NameSource.UPLOADED, names.size(), origin(order, ticket));
    var taken = create(batch, names);
    return taken.isEmpty() ? begin(batch) : faulty(doctor, taken);
  }

  private static SheetFaulty faulty(FileDoctor doctor, List<Batches.Line> taken) {
    doctor.addTaken(taken.stream().map(Batches.Line::name).toList());
    return new SheetFaulty(doctor.findings());
  }

  private OrderOutcome storeImport(BatchOrder order, Product product, OrderTicket ticket)
      throws IOException {
    var read = imports.read(ticket.sheet(), product);
    var names = read.doctor().names();
    if (!read.doctor().findings().errors().isEmpty()) {
      return faulty(read.doctor(), batches.taken(product.key(), names));
    }
    var batch = newBatch(order, NameSource.IMPORTED, names.size(), origin(order, ticket));
    var taken = create(batch, names, read.units());
    return taken.isEmpty() ? begin(batch) : faulty(read.doctor(), taken);
  }

  private static SheetFaulty faulty(SecretDoctor doctor, List<Batches.Line> taken) {
    doctor.addTaken(taken.stream().map(Batches.Line::name).toList());
    return new SheetFaulty(doctor.findings());
  }

  private OrderOutcome storePattern(
      BatchOrder order, Product product, Names.ByPattern pattern, OrderTicket ticket)
      throws IOException {
    return switch (patterns.judge(product, pattern)) {
      case PatternDesk.Judgement.Faulty(var faults) -> new PatternFaulty(faults);
      case PatternDesk.Judgement.Sound(var seed, var names) -> {
        var sample = patterns.sample(product.key(), names);
        if (sample.total() > 0) {
          yield new NamesTaken(sample);
        }
        var origin = new BatchOrigin(order.terms().asker(), seed, null, ticket.mark());
        yield storeNames(newBatch(order, NameSource.PATTERN, names.size(), origin), names);
      }
    };
  }

  private OrderOutcome storeList(BatchOrder order, NameListId id, OrderTicket ticket)
      throws IOException {
    var list = lists.find(id).filter(found -> found.product().equals(order.product()));
    if (list.isEmpty()) {
      return new Refused(
          Reason.LIST_UNKNOWN, "there is no such list of names for this product, or not any more");
    }
    if (!list.get().committable()) {
      return new Refused(Reason.LIST_FAULTY, "the list of names has errors; upload it corrected");
    }
    var names = lists.names(id);
    var origin = new BatchOrigin(order.terms().asker(), null, id, ticket.mark());
    var used = listUsed(id);
    if (used.isPresent()) {
      return used.get();
    }
    try {
      var outcome = storeNames(newBatch(order, NameSource.UPLOADED, names.size(), origin), names);
      return outcome instanceof Ordered ? outcome : listUsed(id).orElse(outcome);
    } catch (RuntimeException e) {
      return listUsed(id).orElseThrow(() -> e);
    }
  }

  private Optional<OrderOutcome> listUsed(NameListId id) {
    return batches
        .findByList(id)
        .flatMap(
            batch ->
                refused(
                    Reason.LIST_USED,
                    "batch %s was made from this list of names".formatted(batch.id())));
  }

  private OrderOutcome storeNames(Batch batch, List<String> names) {
    var taken = create(batch, names);
    return taken.isEmpty() ? begin(batch) : new NamesTaken(TakenNames.of(taken, true));
  }

  private OrderOutcome store(Batch batch) {
    if (!create(batch, List.of()).isEmpty()) {
      throw new IllegalStateException("a batch without names had names taken");
    }
    return begin(batch);
  }

  private List<Batches.Line> create(Batch batch, List<String> names) {
    return create(batch, names, List.of());
  }

  private List<Batches.Line> create(Batch batch, List<String> names, List<ImportedUnit> brought) {
    try {
      return batches.create(batch, names, brought);
    } catch (RuntimeException e) {
      // Only the answer may be lost: a batch that is stored is minted, one that is not is not
      // found.
      minting.take(batch.id());
      throw e;
    }
  }

  private OrderOutcome begin(Batch batch) {
    var asker = batch.papers().origin().orderedBy();
    journal.note(
        batch,
        batch.state() == Batch.State.DRAFT ? "DRAFTED" : "ORDERED",
        BatchJournal.units(batch.size()) + (asker == null ? "" : ", by " + asker));
    if (batch.state() == Batch.State.MINTING) {
      minting.take(batch.id());
    }
    return new Ordered(batch);
  }

  private static BatchOrigin origin(BatchOrder order, OrderTicket ticket) throws IOException {
    return new BatchOrigin(order.terms().asker(), null, null, ticket.mark());
  }

  private Batch newBatch(BatchOrder order, NameSource source, int size, BatchOrigin origin) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var terms = order.terms();
    var submitted =
        terms.draft() || terms.asker() == null ? null : new Signature(terms.asker(), now, null);
    return new Batch(
        newId(),
        order.product(),
        order.burnMethod(),
        source,
        size,
        0,
        firstState(order),
        null,
        now,
        null,
        new BatchPapers(origin, terms.title(), terms.remark(), submitted, null, null, null, 0));
  }

  /// Without a review a batch that is submitted is approved and begun in the same moment.
  private Batch.State firstState(BatchOrder order) {
    if (order.terms().draft()) {
      return Batch.State.DRAFT;
    }
    return reviews.needed(order.product()) ? Batch.State.IN_REVIEW : Batch.State.MINTING;
  }

  private BatchId newId() {
    var text = new StringBuilder("b-");
    random.ints(10, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    return new BatchId(text.toString());
  }

  private static Optional<OrderOutcome> refused(Reason reason, String sentence) {
    return Optional.of(new Refused(reason, sentence));
  }
}
