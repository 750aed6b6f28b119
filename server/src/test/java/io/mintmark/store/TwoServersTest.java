package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.Product;
import io.mintmark.production.Batches.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two servers on one PostgreSQL.
class TwoServersTest {

  private Store one;
  private Store two;
  private Product product;

  @BeforeEach
  void open() {
    var address = PostgresServer.freshDatabase();
    one = Store.openPostgres(address.url(), address.user(), address.password());
    two = Store.openPostgres(address.url(), address.user(), address.password());
    product = new Samples(one).product();
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void ofTwoListsAtOnceThatShareANameOneWins() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        String shared = "shared-" + round;
        var start = new CyclicBarrier(2);
        var names = new ArrayList<>(Samples.names("one-%d-".formatted(round), 3_000));
        var others = new ArrayList<>(Samples.names("two-%d-".formatted(round), 3_000));
        names.set(2_999, shared);
        others.set(0, shared);

        var first = threads.submit(() -> create(one, start, names));
        var second = threads.submit(() -> create(two, start, others));

        assertThat(List.of(first.get(), second.get()))
            .containsOnlyOnce(List.of())
            .anySatisfy(lines -> assertThat(lines).extracting(Line::name).containsExactly(shared));
      }
    }
  }

  private List<Line> create(Store store, CyclicBarrier start, List<String> names) throws Exception {
    start.await();
    return store.batches().create(new Samples(store).uploaded(product.key(), names.size()), names);
  }

  @Test
  void whatOneServerAcknowledgedTheOtherSees() {
    var device = new Samples(one).device(product, "lamp");

    assertThat(one.identities().markActivated(device, NOON).toCompletableFuture().join()).isTrue();

    var listing = two.identities().find(device.identity()).toCompletableFuture().join();
    assertThat(listing.orElseThrow().device().orElseThrow().activatedAt()).isEqualTo(NOON);
    assertThat(two.identities().markRegistered(device, 1, NOON).toCompletableFuture().join())
        .isFalse();
  }
}
