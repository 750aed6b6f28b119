package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batches.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The process that [CrashTest] kills. It says on standard output what is done, only after it is
/// done; a line that the kill cut short lacks its full stop.
final class CrashChild {

  /// Before each line that is not just logging.
  static final String MARK = "> ";

  static final int SIZE = 20_000;
  private static final int CHUNK = 500;

  private CrashChild() {}

  public static void main(String[] arguments) {
    var store = Store.openSqlite(Path.of(arguments[0]));
    var product = new Samples(store).product().key();
    say("product " + product);
    switch (arguments[1]) {
      case "work" -> work(store, product);
      case "intake" -> intake(store, product);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
    say("finished");
  }

  /// Mints and, at the same time, registers what is minted.
  private static void work(Store store, ProductKey product) {
    var batch = new Samples(store).uploaded(product, SIZE);
    store.batches().create(batch, Samples.names("lamp-", SIZE));
    say("batch " + batch.id());
    mintRest(store, batch.id(), names -> names.forEach(name -> register(store, product, name)));
  }

  static void mintRest(Store store, BatchId id, Consumer<List<String>> minted) {
    var samples = new Samples(store);
    var batch = store.batches().find(id).orElseThrow();
    while (batch.minted() < batch.size()) {
      var names =
          store.batches().lines(id, batch.minted(), CHUNK).stream().map(Line::name).toList();
      store.batches().mint(batch, samples.units(batch.minted() + 1, names), NOON);
      batch = store.batches().find(id).orElseThrow();
      say("minted " + batch.minted());
      minted.accept(names);
    }
  }

  private static void register(Store store, ProductKey product, String name) {
    var device = store.devices().find(new DeviceIdentity(product, name)).orElseThrow();
    store
        .identities()
        .markRegistered(device, 1, NOON)
        .thenAccept(
            done -> {
              if (done) {
                say("registered " + name);
              }
            });
  }

  private static void intake(Store store, ProductKey product) {
    for (int i = 0; i < 50; i++) {
      var batch = new Samples(store).uploaded(product, SIZE);
      store.batches().create(batch, Samples.names("list%d-".formatted(i), SIZE));
      say("created " + batch.id());
    }
  }

  private static synchronized void say(String line) {
    System.out.println(MARK + line + ".");
    System.out.flush();
  }
}
