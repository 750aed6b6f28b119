package io.mintmark.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.BatchOrder.Terms;
import io.mintmark.production.OrderOutcome.Ordered;
import io.mintmark.production.OrderOutcome.Reason;
import io.mintmark.production.OrderOutcome.Refused;
import io.mintmark.production.OrderOutcome.Repeated;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same order sent again, by the key that its sender gave it.
class RepeatedOrderTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.ALIYUN);

  static Stream<Supplier<Names>> everyWayOfOrdering() {
    return Stream.of(
        () -> new Names.Generated(3),
        () -> uploaded("unit1\nunit2\n"),
        () -> new Names.ByPattern("unit-{counter:3}", 2, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @MethodSource("everyWayOfOrdering")
  void theSameOrderWithTheSameKeyIsTheSameBatch(Supplier<Names> names) throws IOException {
    var first = (Ordered) place("owner", "key-1", names.get());

    var second = place("owner", "key-1", names.get());

    assertThat(((Repeated) second).batch().id()).isEqualTo(first.batch().id());
    assertThat(workshop.batches.unfinished()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("everyWayOfOrdering")
  void anotherOrderWithTheSameKeyIsRefused(Supplier<Names> names) throws IOException {
    place("owner", "key-1", new Names.Generated(4));

    var second = place("owner", "key-1", names.get());

    assertThat(((Refused) second).reason()).isEqualTo(Reason.REQUEST_KEY_REUSED);
    assertThat(workshop.batches.unfinished()).hasSize(1);
  }

  @Test
  void oneByteOfAListMakesAnotherOrder() throws IOException {
    place("owner", "key-1", uploaded("unit1\nunit2\n"));

    var second = place("owner", "key-1", uploaded("unit1\nunit2\n\n"));

    assertThat(((Refused) second).reason()).isEqualTo(Reason.REQUEST_KEY_REUSED);
  }

  @Test
  void whatGoesWithAnOrderBelongsToIt() throws IOException {
    place("owner", "key-1", new Names.Generated(3));

    var draft =
        workshop.desk.place(
            new BatchOrder(
                product.key(),
                BurnMethod.DEVICE_SECRET,
                new Names.Generated(3),
                new Terms("owner", true, null, null, "key-1")));

    assertThat(((Refused) draft).reason()).isEqualTo(Reason.REQUEST_KEY_REUSED);
  }

  @Test
  void keysOfOthersAndOfOtherProductsAreOtherKeys() throws IOException {
    place("owner", "key-1", new Names.Generated(3));
    var sister = workshop.published(Dialect.ALIYUN);

    var ofAnother = place("another", "key-1", new Names.Generated(3));
    var ofSister =
        workshop.desk.place(
            new BatchOrder(
                sister.key(),
                BurnMethod.DEVICE_SECRET,
                new Names.Generated(3),
                new Terms("owner", false, null, null, "key-1")));

    assertThat(ofAnother).isInstanceOf(Ordered.class);
    assertThat(ofSister).isInstanceOf(Ordered.class);
  }

  @Test
  void aFaultyOrderLeavesItsKeyFree() throws IOException {
    place("owner", "key-1", uploaded("bad name\n"));

    var corrected = place("owner", "key-1", uploaded("good-name\n"));

    assertThat(corrected).isInstanceOf(Ordered.class);
  }

  @Test
  void theBatchIsToldAsItIsByNow() throws IOException {
    var batch = ((Ordered) place("owner", "key-1", new Names.Generated(3))).batch();
    workshop.mintAll(batch);

    var again = (Repeated) place("owner", "key-1", new Names.Generated(3));

    assertThat(again.batch().state()).isEqualTo(Batch.State.READY);
  }

  @ParameterizedTest
  @MethodSource("everyWayOfOrdering")
  void ofTwoThatComeAtOnceOneMakesTheBatchAndBothAreToldOfIt(Supplier<Names> names)
      throws IOException {
    var other = new Ordered[1];
    var inBetween = new AtomicBoolean();
    workshop.lookingForKeys(
        () -> {
          if (inBetween.compareAndSet(false, true)) {
            other[0] = (Ordered) place("owner", "key-1", names.get());
          }
        });

    var mine = (Repeated) place("owner", "key-1", names.get());

    assertThat(mine.batch().id()).isEqualTo(other[0].batch().id());
    assertThat(workshop.batches.unfinished()).hasSize(1);
  }

  @Test
  void anAnswerThatWasLostIsGivenAgain() throws IOException {
    var lost = new AtomicBoolean();
    workshop.batches.afterChange(
        () -> {
          if (lost.compareAndSet(false, true)) {
            throw new IllegalStateException("the answer is lost");
          }
        });

    var outcome = place("owner", "key-1", new Names.Generated(3));

    assertThat(outcome).isInstanceOf(Repeated.class);
    assertThat(workshop.batches.unfinished()).hasSize(1);
  }

  @Test
  void aBrokenStoreIsNoRepetition() {
    workshop.batches.afterChange(
        () -> {
          throw new IllegalStateException("broken");
        });

    assertThatThrownBy(() -> place("owner", null, new Names.Generated(3))).hasMessage("broken");
  }

  @Test
  void afterADayAKeyIsFreeAgain() throws IOException {
    place("owner", "key-1", new Names.Generated(3));
    workshop.pass(Duration.ofHours(24));

    var next = place("owner", "key-1", new Names.Generated(5));

    assertThat(next).isInstanceOf(Ordered.class);
  }

  private OrderOutcome place(
      String caller, @org.jspecify.annotations.Nullable String key, Names names) {
    try {
      return workshop.desk.place(
          new BatchOrder(
              product.key(),
              BurnMethod.DEVICE_SECRET,
              names,
              new Terms(caller, false, null, null, key)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Names uploaded(String sheet) {
    return new Names.Uploaded(new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8)));
  }
}
