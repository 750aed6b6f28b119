package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.Batches.Line;
import io.mintmark.production.Batches.Unit;
import io.mintmark.production.NameSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Batches from their names to their units.
abstract class BatchesContract extends StoreContract {

  private Batches batches;
  private Product product;

  @BeforeEach
  void makeProduct() {
    batches = store.batches();
    product = samples.product();
  }

  @Test
  void aBatchIsFoundAsItWasCreated() {
    var batch = samples.uploaded(product.key(), 3);

    var taken = batches.create(batch, List.of("c", "a", "b"));

    assertThat(taken).isEmpty();
    assertThat(batches.find(batch.id())).contains(batch);
    assertThat(batches.find(new BatchId("b-0000000000"))).isEmpty();
    assertThat(batches.lines(batch.id(), 0, 10))
        .containsExactly(new Line(1, "c"), new Line(2, "a"), new Line(3, "b"));
    assertThat(batches.lines(batch.id(), 1, 1)).containsExactly(new Line(2, "a"));
  }

  @Test
  void namesOfDevicesAndOfUnmintedLinesAreTaken() {
    samples.minted(product, "device");
    batches.create(samples.uploaded(product.key(), 1), List.of("waiting"));
    var stopped = samples.uploaded(product.key(), 1);
    batches.create(stopped, List.of("stopped"));
    batches.stop(stopped.id(), "for a test");
    var batch = samples.uploaded(product.key(), 5);

    var taken = batches.create(batch, List.of("stopped", "free", "waiting", "device", "new"));

    assertThat(taken)
        .containsExactly(new Line(1, "stopped"), new Line(3, "waiting"), new Line(4, "device"));
    assertThat(batches.find(batch.id())).isEmpty();
    assertThat(batches.lines(batch.id(), 0, 10)).isEmpty();
    assertThat(batches.create(batch, List.of("a", "free", "b", "new", "c"))).isEmpty();
  }

  @Test
  void takenNamesAreToldWithoutStoringAnything() {
    samples.minted(product, "device");
    batches.create(samples.uploaded(product.key(), 1), List.of("waiting"));

    var taken = batches.taken(product.key(), List.of("free", "device", "waiting"));

    assertThat(taken).containsExactly(new Line(2, "device"), new Line(3, "waiting"));
    assertThat(batches.taken(product.key(), List.of("free"))).isEmpty();
    assertThat(batches.taken(product.key(), List.of())).isEmpty();
    assertThat(batches.create(samples.uploaded(product.key(), 1), List.of("free"))).isEmpty();
  }

  @Test
  void namesOfAnotherProductAreFree() {
    samples.minted(samples.product(), "lamp");

    assertThat(batches.create(samples.uploaded(product.key(), 1), List.of("lamp"))).isEmpty();
  }

  @Test
  void theNameOfADeletedDeviceIsFreeAgain() {
    var first = samples.minted(product, "lamp");
    store.devices().delete(new DeviceIdentity(product.key(), "lamp"));
    var batch = samples.uploaded(product.key(), 1);

    assertThat(batches.create(batch, List.of("lamp"))).isEmpty();
    var units = samples.units(1, List.of("lamp"));
    assertThat(batches.mint(batch, units, NOON)).isEmpty();

    assertThat(batches.units(product.key(), batch.id(), 0, 10)).isEqualTo(units);
    assertThat(batches.units(product.key(), first.id(), 0, 10)).isEmpty();
  }

  @Test
  void allTakenNamesOfALongListAreReported() {
    samples.minted(product, "n-000001", "n-002500", "n-005000");
    var batch = samples.uploaded(product.key(), 5_000);

    var taken = batches.create(batch, Samples.names("n-", 5_000));

    assertThat(taken).extracting(Line::number).containsExactly(1, 2_500, 5_000);
    assertThat(batches.find(batch.id())).isEmpty();
  }

  @Test
  void aListThatFailsHalfWayLeavesNothingBehind() {
    var names = new ArrayList<>(Samples.names("n-", 5_000));
    names.set(4_999, "n-000001");
    var batch = samples.uploaded(product.key(), 5_000);

    assertThatThrownBy(() -> batches.create(batch, names)).isInstanceOf(BrokenStoreException.class);

    assertThat(batches.find(batch.id())).isEmpty();
    assertThat(batches.lines(batch.id(), 0, 10)).isEmpty();
    assertThat(batches.create(batch, Samples.names("n-", 5_000))).isEmpty();
    assertThat(batches.lines(batch.id(), 4_999, 10)).containsExactly(new Line(5_000, "n-005000"));
  }

  @Test
  void ofTwoListsAtOnceThatShareANameOneWins() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        String shared = "shared-" + round;
        var start = new CyclicBarrier(2);
        var one = new ArrayList<>(Samples.names("one-%d-".formatted(round), 3_000));
        var two = new ArrayList<>(Samples.names("two-%d-".formatted(round), 3_000));
        one.set(2_999, shared);
        two.set(0, shared);

        var first = threads.submit(() -> create(start, one));
        var second = threads.submit(() -> create(start, two));

        assertThat(List.of(first.get(), second.get()))
            .containsOnlyOnce(List.of())
            .anySatisfy(lines -> assertThat(lines).extracting(Line::name).containsExactly(shared));
      }
    }
  }

  private List<Line> create(CyclicBarrier start, List<String> names) throws Exception {
    start.await();
    return batches.create(samples.uploaded(product.key(), names.size()), names);
  }

  @Test
  void mintingGoesOnChunkByChunkUntilReady() {
    var names = Samples.names("lamp-", 5);
    var batch = samples.uploaded(product.key(), 5);
    batches.create(batch, names);
    var first = samples.units(1, names.subList(0, 3));
    var last = samples.units(4, names.subList(3, 5));

    assertThat(batches.mint(batch, first, NOON)).isEmpty();
    var half = batches.find(batch.id()).orElseThrow();
    assertThat(half.minted()).isEqualTo(3);
    assertThat(half.state()).isEqualTo(Batch.State.MINTING);
    assertThat(half.readyAt()).isNull();
    assertThat(batches.units(product.key(), batch.id(), 0, 10)).isEqualTo(first);

    assertThat(batches.mint(half, last, NOON.plusSeconds(5))).isEmpty();
    var whole = batches.find(batch.id()).orElseThrow();
    assertThat(whole.minted()).isEqualTo(5);
    assertThat(whole.state()).isEqualTo(Batch.State.READY);
    assertThat(whole.readyAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(batches.units(product.key(), batch.id(), 3, 10)).isEqualTo(last);
    assertThat(batches.units(product.key(), batch.id(), 1, 2)).isEqualTo(first.subList(1, 3));
  }

  @Test
  void linesOfAGeneratedBatchAppearAsTheyAreMinted() {
    var batch = samples.generated(product.key(), 4);
    batches.create(batch, List.of());
    assertThat(batches.lines(batch.id(), 0, 10)).isEmpty();

    batches.mint(batch, samples.units(1, List.of("x", "y")), NOON);

    assertThat(batches.lines(batch.id(), 0, 10))
        .containsExactly(new Line(1, "x"), new Line(2, "y"));
    assertThat(store.devices().find(new DeviceIdentity(product.key(), "y")).orElseThrow().batch())
        .isEqualTo(batch.id());
  }

  @Test
  void mintingOverNamesThatExistMintsNothing() {
    samples.minted(product, "y", "z");
    var batch = samples.generated(product.key(), 3);
    batches.create(batch, List.of());
    var units = samples.units(1, List.of("x", "y", "z"));

    var taken = batches.mint(batch, units, NOON);

    assertThat(taken).isEqualTo(units.subList(1, 3));
    assertThat(store.devices().find(new DeviceIdentity(product.key(), "x"))).isEmpty();
    assertThat(batches.find(batch.id())).contains(batch);
    assertThat(batches.lines(batch.id(), 0, 10)).isEmpty();
  }

  @Test
  void madeUpUnitsThatAreNotTheNextOnesAreRefused() {
    var batch = samples.generated(product.key(), 4);
    batches.create(batch, List.of());
    var first = samples.units(1, List.of("a", "b"));
    batches.mint(batch, first, NOON);

    refused(batch, samples.units(1, List.of("c", "d")));
    refused(batch, samples.units(4, List.of("c")));
    refused(batch, samples.units(3, List.of("c", "d", "e")));
    var gap =
        List.of(
            samples.units(3, List.of("c")).getFirst(), samples.units(5, List.of("d")).getFirst());
    refused(batch, gap);

    assertThat(batches.find(batch.id()).orElseThrow().minted()).isEqualTo(2);
    assertThat(batches.units(product.key(), batch.id(), 0, 10)).isEqualTo(first);
  }

  @Test
  void unitsThatTheListDoesNotHaveAnyMoreAreRefused() {
    var names = Samples.names("lamp-", 4);
    var batch = samples.uploaded(product.key(), 4);
    batches.create(batch, names);
    batches.create(samples.uploaded(product.key(), 1), List.of("of-another-list"));
    var first = samples.units(1, names.subList(0, 2));
    batches.mint(batch, first, NOON);

    refused(batch, samples.units(1, names.subList(0, 2)));
    refused(batch, samples.units(2, names.subList(1, 3)));
    refused(batch, samples.units(3, List.of(names.get(2), names.get(3), "more")));
    refused(batch, samples.units(3, List.of("not-a-line")));
    refused(batch, samples.units(3, List.of("of-another-list")));

    assertThat(batches.find(batch.id()).orElseThrow().minted()).isEqualTo(2);
    assertThat(batches.units(product.key(), batch.id(), 0, 10)).isEqualTo(first);
    batches.mint(batch, samples.units(3, names.subList(2, 4)), NOON);
    refused(batch, samples.units(5, List.of("more")));
  }

  @Test
  void aListIsMintedInAnyOrderAndKeepsItsOwn() {
    var batch = samples.uploaded(product.key(), 3);
    batches.create(batch, List.of("c", "a", "b"));
    var last = samples.units(3, List.of("b")).getFirst();
    var first = samples.units(1, List.of("c")).getFirst();
    var middle = samples.units(2, List.of("a")).getFirst();

    batches.mint(batch, List.of(last, first), NOON);

    assertThat(batches.unminted(batch, 10)).containsExactly(new Line(2, "a"));
    assertThat(batches.units(product.key(), batch.id(), 0, 10)).containsExactly(first, last);
    batches.mint(batch, List.of(middle), NOON);
    assertThat(batches.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.READY);
    assertThat(batches.unminted(batch, 10)).isEmpty();
    assertThat(batches.units(product.key(), batch.id(), 0, 10))
        .containsExactly(first, middle, last);
  }

  @Test
  void whatIsNotMintedYetIsToldListByList() {
    var odd = samples.uploaded(product.key(), 500);
    var even = samples.uploaded(product.key(), 500);
    var names = Samples.names("lamp-", 1_000);
    batches.create(odd, everySecond(names, 0));
    batches.create(even, everySecond(names, 1));

    var minted = new ArrayList<String>();
    for (var now = odd; now.minted() < now.size(); now = batches.find(odd.id()).orElseThrow()) {
      var lines = batches.unminted(now, 120);
      var units =
          lines.stream().map(line -> new Unit(line.number(), line.name(), samples.secret()));
      assertThat(batches.mint(now, units.toList(), NOON)).isEmpty();
      lines.forEach(line -> minted.add(line.name()));
    }

    assertThat(minted).containsExactlyInAnyOrderElementsOf(everySecond(names, 0));
    assertThat(batches.unminted(even, 1_000)).hasSize(500);
    assertThat(batches.lines(odd.id(), 0, 1_000))
        .extracting(Line::name)
        .isEqualTo(everySecond(names, 0));
  }

  private static List<String> everySecond(List<String> names, int from) {
    return IntStream.range(0, names.size() / 2).mapToObj(i -> names.get(2 * i + from)).toList();
  }

  @Test
  void ofTwoRunnersWithTheSameLinesOneIsLateAndNoNameIsTaken() {
    var names = Samples.names("lamp-", 1_000);
    var batch = samples.uploaded(product.key(), 1_000);
    batches.create(batch, names);
    var units = samples.units(1, names.subList(0, 500));

    var outcomes =
        List.of(
            CompletableFuture.supplyAsync(() -> batches.mint(batch, units, NOON)),
            CompletableFuture.supplyAsync(() -> batches.mint(batch, units, NOON)));
    long late = outcomes.stream().filter(BatchesContract::failed).count();

    assertThat(late).isEqualTo(1);
    assertThat(outcomes.stream().filter(one -> !one.isCompletedExceptionally()))
        .allSatisfy(one -> assertThat(one.join()).isEmpty());
    assertThat(batches.find(batch.id()).orElseThrow().minted()).isEqualTo(500);
  }

  @Test
  void aDeviceThatCameIntoBeingSinceTheOrderIsToldAndNothingIsMinted() {
    var batch = samples.uploaded(product.key(), 3);
    batches.create(batch, List.of("a", "b", "c"));
    var other = samples.generated(product.key(), 1);
    batches.create(other, List.of());
    batches.mint(other, samples.units(1, List.of("b")), NOON);
    var units = samples.units(1, List.of("a", "b", "c"));

    var taken = batches.mint(batch, units, NOON);

    assertThat(taken).containsExactly(units.get(1));
    assertThat(batches.unminted(batch, 10)).hasSize(3);
    assertThat(batches.find(batch.id())).contains(batch);
  }

  @Test
  void takenNamesAreFoundAmongManyMoreOfTheProduct() {
    samples.minted(product, Samples.names("lamp-", 3_000).toArray(String[]::new));
    batches.create(samples.uploaded(product.key(), 3_000), Samples.names("wait-", 3_000));
    var names = List.of("a", "lamp-000001", "lamp-000001x", "lamp-003000", "wait-001500", "z");

    var taken = batches.taken(product.key(), names);

    assertThat(taken)
        .containsExactly(
            new Line(2, "lamp-000001"), new Line(4, "lamp-003000"), new Line(5, "wait-001500"));
  }

  private void refused(Batch batch, List<Unit> units) {
    assertThatThrownBy(() -> batches.mint(batch, units, NOON))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ofTwoRunnersWithTheSameUnitsOneIsLate() {
    var batch = samples.generated(product.key(), 1_000);
    batches.create(batch, List.of());
    var one = samples.units(1, Samples.names("one-", 500));
    var two = samples.units(1, Samples.names("two-", 500));

    var outcomes =
        List.of(
            CompletableFuture.runAsync(() -> batches.mint(batch, one, NOON)),
            CompletableFuture.runAsync(() -> batches.mint(batch, two, NOON)));
    long late = outcomes.stream().filter(BatchesContract::failed).count();

    assertThat(late).isEqualTo(1);
    assertThat(batches.find(batch.id()).orElseThrow().minted()).isEqualTo(500);
    assertThat(batches.units(product.key(), batch.id(), 0, 2_000)).hasSize(500);
  }

  private static boolean failed(CompletableFuture<?> future) {
    return future.handle((_, failure) -> failure != null).join();
  }

  @Test
  void aStoppedBatchWaitsUntilItIsResumed() {
    var batch = samples.generated(product.key(), 1);
    batches.create(batch, List.of());
    var units = samples.units(1, List.of("x"));

    batches.stop(batch.id(), "no disk");

    var stopped = batches.find(batch.id()).orElseThrow();
    assertThat(stopped.state()).isEqualTo(Batch.State.STOPPED);
    assertThat(stopped.stopReason()).isEqualTo("no disk");
    assertThat(batches.unfinished()).doesNotContain(stopped);
    refused(batch, units);

    batches.resume(batch.id());
    assertThat(batches.find(batch.id())).contains(batch);
    assertThat(batches.unfinished()).contains(batch);

    batches.mint(batch, units, NOON);
    batches.stop(batch.id(), "too late");
    batches.resume(batch.id());
    assertThat(batches.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.READY);
  }

  @Test
  void pagesAreNewestFirstWithinAProject() {
    var old = samples.batch(product.key(), NameSource.GENERATED, 1, NOON);
    var middle = samples.batch(product.key(), NameSource.GENERATED, 1, NOON.plusSeconds(1));
    var sister = samples.product(product.project());
    var young = samples.batch(sister.key(), NameSource.GENERATED, 1, NOON.plusSeconds(2));
    var foreign = samples.generated(samples.product().key(), 1);
    for (var batch : List.of(middle, young, old, foreign)) {
      batches.create(batch, List.of());
    }
    var project = product.project();

    assertThat(batches.page(project, null, 10)).containsExactly(young, middle, old);
    assertThat(batches.page(project, null, 2)).containsExactly(young, middle);
    assertThat(batches.page(project, middle.id(), 2)).containsExactly(old);
    assertThat(batches.page(project, old.id(), 2)).isEmpty();
    assertThat(batches.unfinished()).containsSubsequence(old, middle, young).contains(foreign);
  }

  @Test
  void batchesOfTheSameMomentAreEachOnOnePage() {
    var all = new ArrayList<Batch>();
    for (int i = 0; i < 5; i++) {
      var batch = samples.generated(product.key(), 1);
      batches.create(batch, List.of());
      all.add(batch);
    }

    var seen = new ArrayList<Batch>();
    var page = batches.page(product.project(), null, 2);
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = batches.page(product.project(), page.getLast().id(), 2);
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void unitsWhoseDevicesWereDeletedAreLeftOut() {
    var batch = samples.minted(product, "a", "b", "c");
    store.devices().delete(new DeviceIdentity(product.key(), "b"));

    assertThat(batches.units(product.key(), batch.id(), 0, 10))
        .extracting(Unit::number)
        .containsExactly(1, 3);
    assertThat(batches.lines(batch.id(), 0, 10)).hasSize(3);
  }

  @Test
  void mintingGoesOnAfterARestart() {
    var names = Samples.names("lamp-", 4);
    var batch = samples.uploaded(product.key(), 4);
    batches.create(batch, names);
    var first = samples.units(1, names.subList(0, 2));
    batches.mint(batch, first, NOON);

    reopen();
    batches = store.batches();

    var unfinished =
        batches.unfinished().stream().filter(b -> b.id().equals(batch.id())).findFirst();
    assertThat(unfinished.orElseThrow().minted()).isEqualTo(2);
    assertThat(batches.lines(batch.id(), 2, 10))
        .extracting(Line::name)
        .isEqualTo(names.subList(2, 4));
    assertThat(batches.units(product.key(), batch.id(), 0, 10)).isEqualTo(first);
  }
}
