package io.mintmark.store;

import static io.mintmark.store.Floor.NOW;
import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.line.Alarm;
import io.mintmark.line.Balance;
import io.mintmark.line.Figure;
import io.mintmark.line.Line;
import io.mintmark.line.LineAccess;
import io.mintmark.line.TestVerdict;
import io.mintmark.line.Yield;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Handovers.Handover;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever units go through, the sheet says what somebody would count by hand, each unit minted is
/// in it once, and what does not add up has its alarm.
class BalancePropertyTest {

  private static final int UNITS = 6;

  private static Path folder;
  private static Store store;
  private static Samples samples;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("mintmark-balance");
    store = Store.openSqlite(folder);
    samples = new Samples(store);
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /// Something that happens on the floor.
  sealed interface Step {

    int unit();

    record Registers(int unit) implements Step {}

    record LogsIn(int unit) implements Step {}

    record IsTested(int unit, TestVerdict verdict, int minute, String station) implements Step {}

    record IsDeleted(int unit) implements Step {}

    record IsDelivered(int unit, int last) implements Step {}

    record StrangerComes(int unit) implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> journeys() {
    var unit = Arbitraries.integers().between(1, UNITS);
    Arbitrary<Step> tested =
        Combinators.combine(
                unit,
                Arbitraries.of(TestVerdict.class),
                Arbitraries.integers().between(0, 60),
                Arbitraries.of("FT-1", "FT-2"))
            .as(Step.IsTested::new);
    Arbitrary<Step> delivered =
        Combinators.combine(unit, unit)
            .as((a, b) -> new Step.IsDelivered(Math.min(a, b), Math.max(a, b)));
    Arbitrary<Step> other =
        Combinators.combine(unit, Arbitraries.integers().between(0, 5))
            .as(
                (number, what) ->
                    switch (what) {
                      case 0, 1 -> new Step.LogsIn(number);
                      case 2, 3 -> new Step.Registers(number);
                      case 4 -> new Step.StrangerComes(number);
                      default -> new Step.IsDeleted(number);
                    });
    return Arbitraries.frequencyOf(Tuple.of(5, tested), Tuple.of(4, other), Tuple.of(1, delivered))
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void theSheetIsWhatSomebodyWouldCountByHand(@ForAll("journeys") List<Step> steps) {
    var floor = new Hand();

    steps.forEach(floor::play);

    var balance = floor.line.balances().of(floor.batch());
    floor.assertCounted(balance);
    floor.assertAlarmed(balance);
    floor.assertYields();
  }

  /// Plays the steps on the store, and keeps a naive account of them beside it.
  private static final class Hand {

    private final Product product = samples.product();
    private final Batch minted =
        samples.minted(
            product, IntStream.rangeClosed(1, UNITS).mapToObj(Hand::name).toArray(String[]::new));
    private final List<Handover> handovers = new ArrayList<>();
    private final Line line =
        Floor.over(store, _ -> handovers, LineAccess.everyone(), store.eventLog());
    private final Set<Integer> registered = new HashSet<>();
    private final Set<Integer> activated = new HashSet<>();
    private final Set<Integer> deleted = new HashSet<>();
    private final Set<Integer> delivered = new HashSet<>();
    private final Set<String> strangers = new HashSet<>();
    private final Map<Integer, List<Step.IsTested>> tests = new HashMap<>();
    private int ids;

    Batch batch() {
      return store.batches().find(minted.id()).orElseThrow();
    }

    void play(Step step) {
      switch (step) {
        case Step.Registers(int unit) -> ifThere(unit, () -> register(unit));
        case Step.LogsIn(int unit) -> ifThere(unit, () -> logIn(unit));
        case Step.IsTested test -> ifThere(test.unit, () -> test(test));
        case Step.IsDeleted(int unit) -> ifThere(unit, () -> delete(unit));
        case Step.IsDelivered(int first, int last) -> {
          handovers.add(new Handover("d-1", "Factory", first, last, NOW));
          IntStream.rangeClosed(first, last).forEach(delivered::add);
        }
        case Step.StrangerComes(int unit) -> {
          strangers.add("stranger-" + unit);
          store
              .eventLog()
              .append(
                  new Event(
                      NOON,
                      EventKind.REGISTRATION,
                      "DEVICE_NOT_LISTED",
                      product.key().value(),
                      "stranger-" + unit,
                      null,
                      null,
                      null));
        }
      }
    }

    private void ifThere(int unit, Runnable step) {
      if (!deleted.contains(unit)) {
        step.run();
      }
    }

    private void register(int unit) {
      var device = store.devices().find(identity(unit)).orElseThrow();
      boolean done =
          store.identities().markRegistered(device, 1, NOON).toCompletableFuture().join();
      if (done) {
        registered.add(unit);
      }
    }

    private void logIn(int unit) {
      var device = store.devices().find(identity(unit)).orElseThrow();
      store.identities().markActivated(device, NOON).toCompletableFuture().join();
      activated.add(unit);
    }

    private void test(Step.IsTested test) {
      var at = NOON.plusSeconds(test.minute * 60L);
      var reason = test.verdict == TestVerdict.PASSED ? "" : "R" + test.minute % 3;
      Floor.enter(
          line,
          product.key(),
          Floor.result(name(test.unit), test.station, "id-" + ids++, test.verdict, reason, at));
      tests.computeIfAbsent(test.unit, _ -> new ArrayList<>()).add(test);
    }

    private void delete(int unit) {
      store.devices().delete(identity(unit));
      deleted.add(unit);
    }

    void assertCounted(Balance balance) {
      var figures = balance.figures();
      assertThat(figures.get(Figure.MINTED)).isEqualTo(UNITS);
      assertThat(figures.get(Figure.DELETED)).isEqualTo(deleted.size());
      assertThat(figures.get(Figure.REGISTERED)).isEqualTo(count(registered::contains));
      assertThat(figures.get(Figure.ACTIVATED)).isEqualTo(count(activated::contains));
      assertThat(figures.get(Figure.DELIVERED)).isEqualTo(delivered.size());
      assertThat(figures.get(Figure.PASSED)).isEqualTo(count(is(TestVerdict.PASSED)));
      assertThat(figures.get(Figure.FAILED)).isEqualTo(count(is(TestVerdict.FAILED)));
      assertThat(figures.get(Figure.SCRAPPED)).isEqualTo(count(is(TestVerdict.SCRAPPED)));
      assertThat(figures.get(Figure.ACTIVATED_UNTESTED))
          .isEqualTo(count(unit -> activated.contains(unit) && !tests.containsKey(unit)));
      assertThat(figures.get(Figure.PASSED_NOT_ACTIVATED))
          .isEqualTo(count(unit -> is(TestVerdict.PASSED).test(unit) && !activated.contains(unit)));
      assertThat(figures.get(Figure.ACTIVATED_NOT_DELIVERED))
          .isEqualTo(
              handovers.isEmpty()
                  ? 0
                  : count(unit -> activated.contains(unit) && !delivered.contains(unit)));
      assertThat(figures.get(Figure.NEVER_SEEN))
          .isEqualTo(
              count(
                  unit ->
                      (handovers.isEmpty() || delivered.contains(unit))
                          && !registered.contains(unit)
                          && !activated.contains(unit)
                          && !tests.containsKey(unit)));
      assertThat(figures.get(Figure.STRANGERS_REGISTERING)).isEqualTo(strangers.size());
      assertThat(
              figures.get(Figure.PASSED)
                  + figures.get(Figure.FAILED)
                  + figures.get(Figure.SCRAPPED)
                  + figures.get(Figure.UNTESTED)
                  + figures.get(Figure.DELETED))
          .isEqualTo(UNITS);
    }

    void assertAlarmed(Balance balance) {
      var kinds = balance.alarms().stream().map(Alarm::kind).toList();
      var figures = balance.figures();
      assertThat(kinds.contains(Alarm.Kind.UNITS_DELETED)).isEqualTo(!deleted.isEmpty());
      assertThat(kinds.contains(Alarm.Kind.STRANGERS_REGISTERING)).isEqualTo(!strangers.isEmpty());
      assertThat(kinds.contains(Alarm.Kind.ACTIVATED_UNTESTED))
          .isEqualTo(figures.get(Figure.ACTIVATED_UNTESTED) > 0);
      assertThat(kinds.contains(Alarm.Kind.ACTIVATED_NOT_DELIVERED))
          .isEqualTo(figures.get(Figure.ACTIVATED_NOT_DELIVERED) > 0);
      assertThat(kinds.contains(Alarm.Kind.UNITS_NEVER_SEEN))
          .isEqualTo(!handovers.isEmpty() && figures.get(Figure.NEVER_SEEN) > 0);
    }

    void assertYields() {
      var sheet = line.reports().yields(List.of(minted), null, null, ZoneId.of("Asia/Kathmandu"));
      var all = tests.values().stream().flatMap(List::stream).toList();
      var total = sheet.total();
      assertThat(total.tests()).isEqualTo(all.size());
      assertThat(total.first()).isEqualTo(tests.size());
      assertThat(total.units()).isEqualTo(tests.size());
      assertThat(total.passed() + total.failed() + total.scrapped()).isEqualTo(tests.size());
      assertThat(total.firstPassed())
          .isEqualTo(
              tests.values().stream()
                  .map(some -> some.stream().min(BY_TIME).orElseThrow())
                  .filter(test -> test.verdict == TestVerdict.PASSED)
                  .count());
      assertThat(sheet.days().stream().map(day -> day.yield()).mapToLong(Yield::tests).sum())
          .isEqualTo(all.size());
      assertThat(sheet.stations().stream().mapToLong(row -> row.yield().units()).sum())
          .isEqualTo(tests.size());
      assertThat(sheet.failures().stream().mapToLong(row -> row.tests()).sum())
          .isEqualTo(all.stream().filter(test -> test.verdict != TestVerdict.PASSED).count());
    }

    /// Of two at the same time the first in the list comes first.
    private static final Comparator<Step.IsTested> BY_TIME =
        Comparator.comparingInt(Step.IsTested::minute);

    private Predicate<Integer> is(TestVerdict verdict) {
      return unit ->
          tests.containsKey(unit)
              && tests.get(unit).stream()
                      .reduce((a, b) -> b.minute >= a.minute ? b : a)
                      .orElseThrow()
                      .verdict
                  == verdict;
    }

    private long count(Predicate<Integer> condition) {
      return IntStream.rangeClosed(1, UNITS)
          .filter(unit -> !deleted.contains(unit))
          .boxed()
          .filter(condition)
          .count();
    }

    private DeviceIdentity identity(int unit) {
      return new DeviceIdentity(product.key(), name(unit));
    }

    private static String name(int unit) {
      return "unit-" + unit;
    }
  }
}
