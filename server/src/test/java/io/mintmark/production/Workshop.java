package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.product.Dialect;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.ProductKey;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.OrderOutcome.Ordered;
import io.mintmark.production.OrderOutcome.SheetFaulty;
import io.mintmark.project.ProjectId;
import io.mintmark.request.AnsweredRequests;
import io.mintmark.sheet.Finding;
import io.mintmark.sheet.SheetReader;
import io.mintmark.sheet.SpreadsheetOpener;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// Everything that mass production needs, over stores in memory, with chunks of three units.
final class Workshop implements AutoCloseable {

  static final ProjectId PROJECT = new ProjectId("p-0123456789");
  static final ProductionSettings SETTINGS =
      new ProductionSettings(100, 10_000, 3, 100, Duration.ofMillis(1), 4);

  final SecureRandom random = new SecureRandom();
  private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);
  final InstantSource clock = now::get;
  final Vault vault = new Vault(MasterKey.generate(random), random);
  final MemoryProducts products = new MemoryProducts();
  final ProductCatalog catalog = new ProductCatalog(products, vault, random, clock);
  final MemoryBatches batches = new MemoryBatches(products);
  final List<Event> events = new CopyOnWriteArrayList<>();
  final Minting minting =
      new Minting(batches, products, vault, events::add, SETTINGS, random, clock);
  final MemoryNameLists lists = new MemoryNameLists();
  final Set<ProductKey> reviewed = ConcurrentHashMap.newKeySet();
  private volatile Runnable afterKeyLookup = () -> {};
  final OrderDesk desk = newDesk(minting);
  final BatchClerk clerk = new BatchClerk(batches, minting, SETTINGS);
  final BatchDesk acts = new BatchDesk(batches, reviewed::contains, clerk, events::add, clock);

  /// Closes the mint's thread at once: chunks are minted by [#mintAll], when the test says so.
  static Workshop withoutThread() {
    var workshop = new Workshop();
    workshop.clerk.close();
    workshop.minting.close();
    return workshop;
  }

  OrderDesk newDesk(Minting other) {
    return new OrderDesk(
        products,
        batches,
        reviewed::contains,
        this::answered,
        lists,
        other,
        events::add,
        new SheetReader(SpreadsheetOpener.NONE),
        vault,
        SETTINGS,
        random,
        clock);
  }

  private Optional<AnsweredRequests.Answered> answered(
      String caller, String scope, String key, Instant since) {
    var found = batches.find(caller, scope, key, since);
    afterKeyLookup.run();
    return found;
  }

  /// Runs whenever an order's key was looked up and before the answer arrives.
  void lookingForKeys(Runnable act) {
    afterKeyLookup = act;
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  Product published(Dialect dialect) {
    var product = catalog.create(PROJECT, "product", dialect);
    products.publish(product.key());
    return products.find(product.key()).orElseThrow();
  }

  OrderOutcome orderGenerated(Product product, int count) throws IOException {
    return desk.place(
        new BatchOrder(product.key(), BurnMethod.DEVICE_SECRET, new Names.Generated(count)));
  }

  OrderOutcome orderSheet(Product product, BurnMethod burnMethod, String sheet) throws IOException {
    var in = new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8));
    return desk.place(new BatchOrder(product.key(), burnMethod, new Names.Uploaded(in)));
  }

  OrderOutcome orderSheet(Product product, String sheet) throws IOException {
    return orderSheet(product, BurnMethod.DEVICE_SECRET, sheet);
  }

  Mint newMint() {
    return newMint(SETTINGS);
  }

  Mint newMint(ProductionSettings settings) {
    var pace = new Pace(settings, DeviceTraffic.NONE, System::nanoTime);
    return new Mint(batches, products, vault, events::add, pace, random, clock);
  }

  /// Mints a batch to its end on this thread.
  Batch mintAll(Batch batch) {
    var mint = newMint();
    boolean more = true;
    while (more) {
      more = mint.mintChunk(batch.id()).isPresent();
    }
    return stored(batch.id());
  }

  Batch stored(BatchId id) {
    return batches.find(id).orElseThrow();
  }

  List<String> mintedNames(Batch batch) {
    return batches.mintedUnits(batch.id()).stream().map(Batches.Unit::name).toList();
  }

  static Batch batchOf(OrderOutcome outcome) {
    return ((Ordered) outcome).batch();
  }

  static List<Finding> faultsOf(OrderOutcome outcome) {
    return ((SheetFaulty) outcome).findings().first();
  }

  @Override
  public void close() {
    clerk.close();
    minting.close();
  }
}
