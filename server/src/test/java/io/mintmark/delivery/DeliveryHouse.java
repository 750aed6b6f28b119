package io.mintmark.delivery;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Event;
import io.mintmark.output.FileCatalog;
import io.mintmark.output.FileRequest;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.project.FactoryId;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import io.mintmark.store.Store;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The real desks over an SQLite store, with a project, a product and two factories.
final class DeliveryHouse implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final SecureRandom random = new SecureRandom();
  final Vault vault = new Vault(MasterKey.generate(random), random);
  final Store store;
  final Product product;
  final FactoryId factory;
  final FactoryId otherFactory;
  final List<Event> events = new CopyOnWriteArrayList<>();
  final DeliveryDesk desk;
  final PackageDesk packages;
  final LeakSearch leaks;
  final DeliverySweep sweep;

  volatile Instant now = NOON;

  DeliveryHouse(Path folder) {
    store = Store.openSqlite(folder);
    var project = new Project(ProjectId.random(random), "Lamps", NOON);
    store.projects().add(project);
    product =
        new ProductCatalog(store.products(), vault, random, () -> NOON)
            .create(project.id(), "Lamp", Dialect.ALIYUN);
    factory = factory(project.id(), "Shenzhen Lamp Works");
    otherFactory = factory(project.id(), "Ningbo Light");
    var files = new FileCatalog(List.of(new NamesAndSecrets()));
    desk =
        new DeliveryDesk(
            store.deliveries(),
            store.factories(),
            store.products(),
            files,
            vault,
            events::add,
            DeliverySettings.DEFAULTS,
            random,
            () -> now);
    packages =
        new PackageDesk(
            store.deliveries(),
            store.factories(),
            store.batches(),
            store.products(),
            files,
            vault,
            events::add,
            () -> now);
    leaks = new LeakSearch(store.deliveries(), store.batches(), store.products(), vault);
    sweep = new DeliverySweep(store.deliveries(), events::add, () -> now);
  }

  private FactoryId factory(ProjectId project, String name) {
    var id = FactoryId.random(random);
    store.factories().add(new Factory(id, project, name, null, NOON));
    return id;
  }

  void giveKey(SealingKey.Kind kind, String text) {
    store.factories().changeKey(factory, SealingKey.read(kind, text, now));
  }

  /// A READY batch with the names `unit-0000001` and so on.
  Batch batch(int size) {
    var id = "b-" + FactoryId.random(random).value().substring(2);
    var batch =
        new Batch(
            new BatchId(id),
            product.key(),
            BurnMethod.DEVICE_SECRET,
            NameSource.UPLOADED,
            size,
            0,
            Batch.State.MINTING,
            null,
            NOON,
            null);
    var names = new ArrayList<String>(size);
    for (int i = 1; i <= size; i++) {
      names.add("%s-%07d".formatted(id.substring(2), i));
    }
    store.batches().create(batch, names);
    for (int from = 0; from < size; from += 1_000) {
      var units = new ArrayList<Batches.Unit>();
      for (int i = from; i < Math.min(size, from + 1_000); i++) {
        units.add(unit(i + 1, names.get(i)));
      }
      store.batches().mint(store.batches().find(batch.id()).orElseThrow(), units, NOON);
    }
    return store.batches().find(batch.id()).orElseThrow();
  }

  private Batches.Unit unit(int number, String name) {
    var row = new DeviceIdentity(product.key(), name).secretRow();
    var secret = SecretText.of(TraceMark.newKey(random).expose().substring(0, 32));
    return new Batches.Unit(number, name, vault.seal(product.dataKey(), row, secret));
  }

  DeliveryOrder order(Sealing.Kind sealing) {
    return order(factory, null, null, sealing, 3);
  }

  DeliveryOrder order(
      FactoryId to,
      @Nullable Integer first,
      @Nullable Integer last,
      Sealing.Kind sealing,
      int downloads) {
    return new DeliveryOrder(
        to,
        first,
        last,
        List.of(new FileRequest("csv", Map.of())),
        NOON.plus(Duration.ofDays(7)),
        downloads,
        sealing,
        null,
        "admin");
  }

  DeliveryOutcome.Made made(Batch batch, DeliveryOrder order) {
    return switch (desk.make(batch, order)) {
      case DeliveryOutcome.Made made -> made;
      case DeliveryOutcome.Refused(var reason, var sentence) ->
          throw new AssertionError(reason + ": " + sentence);
    };
  }

  /// Downloads the package once.
  void download(Delivery delivery, OutputStream out) throws IOException {
    switch (packages.open(delivery, "tester")) {
      case DownloadOutcome.Granted(var download) -> download.writeTo(out);
      case DownloadOutcome.Refused(var sentence) -> throw new AssertionError(sentence);
    }
  }

  Delivery again(Delivery delivery) {
    return store.deliveries().find(delivery.id()).orElseThrow();
  }

  /// The outcomes of all events so far.
  List<String> acts() {
    return events.stream().map(Event::outcome).toList();
  }

  @Override
  public void close() {
    sweep.close();
    store.close();
  }
}
