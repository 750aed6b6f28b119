package io.mintmark.store;

import static io.mintmark.store.Floor.NOW;
import static io.mintmark.store.Floor.enter;
import static io.mintmark.store.Floor.failed;
import static io.mintmark.store.Floor.passed;
import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.line.BalanceStatement.SignOff;
import io.mintmark.line.Count;
import io.mintmark.line.Line;
import io.mintmark.line.LineAccess.Grant;
import io.mintmark.line.LineAccess.Range;
import io.mintmark.line.ResultOutcome;
import io.mintmark.line.ResultOutcome.Reason;
import io.mintmark.line.ResultOutcome.Refused;
import io.mintmark.line.ResultOutcome.Stored;
import io.mintmark.line.Sender;
import io.mintmark.line.StoredResult;
import io.mintmark.line.TestResult;
import io.mintmark.line.TestResults.Cursor;
import io.mintmark.line.TestResults.FailureQuery;
import io.mintmark.line.TestVerdict;
import io.mintmark.line.UnitFacts;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Test results and what they come to.
abstract class LineContract extends StoreContract {

  private Line line;
  private Product product;

  @BeforeEach
  void makeProduct() {
    line = Floor.over(store);
    product = samples.product();
  }

  private Batch minted(String... names) {
    return store.batches().find(samples.minted(product, names).id()).orElseThrow();
  }

  @Test
  void aResultIsFoundAsItWasSent() {
    var batch = minted("a", "b");
    var result = failed("a", "1", "RF_LOW", NOON.plusSeconds(60));

    var outcomes = enter(line, product.key(), result);

    var stored = new StoredResult(result, batch.id(), NOW, "tests");
    assertThat(outcomes).containsExactly(new Stored(stored, false));
    assertThat(line.results().ofUnit(product.key(), "a", batch.id(), 0, 9)).containsExactly(stored);
    assertThat(line.results().ofUnit(product.key(), "a", null, 0, 9)).containsExactly(stored);
    assertThat(line.results().ofUnit(product.key(), "b", null, 0, 9)).isEmpty();
  }

  @Test
  void theSameTestAgainIsAnsweredTheSameAndCountsOnce() {
    var batch = minted("a");
    var result = passed("a", "1", NOON);
    var first = enter(line, product.key(), result);
    reopen();
    line = Floor.over(store);

    var again = enter(line, product.key(), result, result);

    var stored = ((Stored) first.getFirst()).stored();
    assertThat(again).containsExactly(new Stored(stored, true), new Stored(stored, true));
    assertThat(results(batch)).isEqualTo(1);
  }

  @Test
  void anotherTestUnderAnUsedIdIsRefused() {
    var batch = minted("a", "b");
    enter(line, product.key(), passed("a", "1", NOON));

    var outcomes =
        enter(
            line,
            product.key(),
            passed("b", "1", NOON),
            failed("a", "1", "RF_LOW", NOON),
            passed("a", "1", NOON.plusMillis(1)));

    assertThat(outcomes).extracting(LineContract::reason).containsOnly(Reason.ID_REUSED);
    assertThat(results(batch)).isEqualTo(1);
  }

  @Test
  void whatCannotBeTrueIsRefusedAndTheRestIsStored() {
    var batch = minted("a");

    var outcomes =
        enter(
            line,
            product.key(),
            passed("nobody", "1", NOON),
            passed("a", "2", NOW.plus(Duration.ofMinutes(11))),
            passed("a", "3", NOON.minus(Duration.ofHours(25))),
            passed("a", "4", NOON));

    assertThat(outcomes)
        .extracting(LineContract::reason)
        .containsExactly(Reason.UNIT_UNKNOWN, Reason.TIME_ABSURD, Reason.TIME_ABSURD, null);
    assertThat(results(batch)).isEqualTo(1);
    assertThat(store.strangers().tested(product.key(), NOON)).isEqualTo(1);
    assertThat(store.strangers().tested(product.key(), NOW.plusMillis(1))).isZero();
  }

  @Test
  void aFactorySpeaksForTheUnitsThatItGotOnly() {
    var batch = minted("a", "b", "c");
    minted("other");
    var ranges = new Grant.Ranges(List.of(new Range(batch.id(), 2, 3)));
    var factory = Floor.over(store, _ -> List.of(), (_, _) -> ranges, store.eventLog());

    var outcomes =
        enter(
            factory,
            product.key(),
            passed("a", "1", NOON),
            passed("b", "2", NOON),
            passed("other", "3", NOON),
            passed("c", "4", NOON));

    assertThat(outcomes)
        .extracting(LineContract::reason)
        .containsExactly(Reason.UNIT_NOT_YOURS, null, Reason.UNIT_NOT_YOURS, null);
  }

  @Test
  void thoseWhoSendTheSameAtOnceStoreItOnce() throws Exception {
    var names = Samples.names("unit", 700);
    var batch = minted(names.toArray(String[]::new));
    var sent = new ArrayList<TestResult>();
    names.forEach(name -> sent.add(passed(name, "id-" + name, NOON)));
    var barrier = new CyclicBarrier(4);
    Callable<List<ResultOutcome>> call =
        () -> {
          barrier.await();
          return line.desk().enter(Sender.ofOwner("tests"), product.key(), sent);
        };
    var all = new ArrayList<ResultOutcome>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<ResultOutcome>> answer :
          IntStream.range(0, 4).mapToObj(_ -> threads.submit(call)).toList()) {
        all.addAll(answer.get());
      }
    }

    assertThat(all).hasSize(2_800).allMatch(Stored.class::isInstance);
    assertThat(all).filteredOn(outcome -> !((Stored) outcome).repeated()).hasSize(700);
    assertThat(results(batch)).isEqualTo(700);
  }

  @Test
  void theLatestByTheStationsClockCountsAndTheFirstForTheFirstPass() {
    var batch = minted("a");
    enter(line, product.key(), passed("a", "2", NOON.plusSeconds(3_600)));
    enter(line, product.key(), failed("a", "3", "SCREEN", NOON.plusSeconds(7_200)));

    enter(line, product.key(), failed("a", "1", "RF_LOW", NOON));

    var tests = store.journeys().units(batch, 1, 1).getFirst().tests();
    assertThat(tests.count()).isEqualTo(3);
    assertThat(tests.first()).isEqualTo(failed("a", "1", "RF_LOW", NOON).run());
    assertThat(tests.last().reason()).isEqualTo("SCREEN");
    assertThat(counts(batch))
        .filteredOn(count -> count.what() == Count.What.FIRST)
        .singleElement()
        .satisfies(count -> assertThat(count.reason()).isEqualTo("RF_LOW"));
  }

  @Test
  void failuresComeInPagesByTime() {
    var batch = minted("a", "b");
    enter(
        line,
        product.key(),
        failed("a", "1", "RF_LOW", NOON.plusSeconds(2)),
        failed("b", "2", "SCREEN", NOON.plusSeconds(1)),
        passed("a", "3", NOON.plusSeconds(3)),
        failed("b", "4", "RF_LOW", NOON.plusSeconds(1)));
    var all = new FailureQuery(null, null, null, null, null, null);

    var first = line.results().failures(batch.id(), all, 2);
    var last = first.getLast().result();
    var rest =
        line.results()
            .failures(
                batch.id(),
                new FailureQuery(
                    null, null, null, null, null, new Cursor(last.testedAt(), last.key())),
                9);

    assertThat(ids(first)).containsExactly("2", "4");
    assertThat(ids(rest)).containsExactly("1");
    assertThat(
            ids(
                line.results()
                    .failures(
                        batch.id(),
                        new FailureQuery(
                            TestVerdict.FAILED, "RF_LOW", "FT-1", NOON, NOON.plusSeconds(2), null),
                        9)))
        .containsExactly("4");
  }

  @Test
  void unitsAreCountedByWhatBecameOfThem() {
    var batch = minted("a", "b", "c", "d", "e");
    activated("a");
    activated("b");
    enter(
        line,
        product.key(),
        passed("a", "1", NOON),
        Floor.result("c", "FT-2", "1", TestVerdict.SCRAPPED, "BURNT", NOON),
        passed("c", "2", NOON.plusSeconds(5)));
    store.devices().delete(new DeviceIdentity(product.key(), "d"));

    var counts = store.journeys().count(batch, 1, 5);

    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                new UnitFacts(true, false, true, TestVerdict.PASSED, false),
                1L,
                new UnitFacts(true, false, true, null, false),
                1L,
                new UnitFacts(true, false, false, TestVerdict.PASSED, true),
                1L,
                UnitFacts.DELETED,
                1L,
                new UnitFacts(true, false, false, null, false),
                1L));
    assertThat(store.journeys().count(batch)).doesNotContainKey(UnitFacts.DELETED).hasSize(4);
    assertThat(store.journeys().units(batch, 1, 5))
        .extracting(unit -> unit.facts())
        .containsExactlyInAnyOrderElementsOf(counts.keySet());
  }

  @Test
  void aLargeBatchIsCountedTheSameInBothWays() {
    var names = Samples.names("large", 50_000);
    var batch = samples.uploaded(product.key(), names.size());
    store.batches().create(batch, names);
    for (int from = 0; from < names.size(); from += 1_000) {
      var part = samples.units(from + 1, names.subList(from, from + 1_000));
      batch = store.batches().find(batch.id()).orElseThrow();
      store.batches().mint(batch, part, NOON);
    }
    batch = store.batches().find(batch.id()).orElseThrow();
    minted("another");
    activated("large000007");
    enter(line, product.key(), passed("large000007", "1", NOON), passed("another", "2", NOON));
    store.devices().delete(new DeviceIdentity(product.key(), "large000009"));

    var byDevice = store.journeys().count(batch);
    var byLine = store.journeys().count(batch, 1, 50_000);

    assertThat(byLine.remove(UnitFacts.DELETED)).isEqualTo(1);
    assertThat(byDevice)
        .isEqualTo(byLine)
        .containsEntry(new UnitFacts(true, false, false, null, false), 49_998L);
  }

  @Test
  void aNameMintedAgainIsAnotherUnit() {
    var old = minted("again");
    enter(line, product.key(), failed("again", "1", "RF_LOW", NOON));
    store.devices().delete(new DeviceIdentity(product.key(), "again"));

    var fresh = minted("again");

    assertThat(store.journeys().units(fresh, 1, 1).getFirst().tests()).isNull();
    assertThat(store.journeys().units(old, 1, 1).getFirst().facts()).isEqualTo(UnitFacts.DELETED);
    assertThat(enter(line, product.key(), failed("again", "1", "RF_LOW", NOON)))
        .containsExactly(
            new Stored(
                new StoredResult(failed("again", "1", "RF_LOW", NOON), old.id(), NOW, "tests"),
                true));
  }

  @Test
  void namesThatNobodyOrderedAreCountedOnceEach() {
    for (String name : List.of("x", "y", "x")) {
      store
          .eventLog()
          .append(
              new Event(
                  NOON,
                  EventKind.REGISTRATION,
                  "DEVICE_NOT_LISTED",
                  product.key().value(),
                  name,
                  null,
                  null,
                  null));
    }

    assertThat(store.strangers().registering(product.key(), NOON)).isEqualTo(2);
    assertThat(store.strangers().registering(samples.product().key(), NOON)).isZero();
  }

  @Test
  void aStatementIsSignedOnce() {
    var batch = new BatchId(samples.word("b-"));
    var statements = store.balanceStatements();
    statements.add(batch, "ann", NOON, "first");
    var second = statements.add(batch, "bob", NOW, "second");

    boolean signed = statements.sign(batch, 2, new SignOff("cy", NOW, "counted"));

    assertThat(second.number()).isEqualTo(2);
    assertThat(signed).isTrue();
    assertThat(statements.sign(batch, 2, new SignOff("dan", NOW, ""))).isFalse();
    assertThat(statements.sign(batch, 3, new SignOff("dan", NOW, ""))).isFalse();
    assertThat(statements.find(batch, 2).orElseThrow().signOff().by()).isEqualTo("cy");
    assertThat(statements.page(batch, 2, 9))
        .extracting(statement -> statement.csv())
        .containsExactly("first");
  }

  private void activated(String name) {
    var device = store.devices().find(new DeviceIdentity(product.key(), name)).orElseThrow();
    assertThat(store.identities().markActivated(device, NOON).toCompletableFuture().join())
        .isTrue();
  }

  private List<Count> counts(Batch batch) {
    return line.results().counts(batch.id(), 0, Long.MAX_VALUE);
  }

  private long results(Batch batch) {
    return counts(batch).stream()
        .filter(count -> count.what() == Count.What.RESULT)
        .mapToLong(Count::n)
        .sum();
  }

  private static List<String> ids(List<StoredResult> results) {
    return results.stream().map(stored -> stored.result().id()).toList();
  }

  private static Reason reason(ResultOutcome outcome) {
    return outcome instanceof Refused(var reason, _) ? reason : null;
  }
}
