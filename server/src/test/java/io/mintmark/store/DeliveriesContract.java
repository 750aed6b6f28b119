package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.delivery.Deliveries.Download;
import io.mintmark.delivery.Delivery;
import io.mintmark.delivery.DeliveryId;
import io.mintmark.delivery.Factory;
import io.mintmark.delivery.Sealing;
import io.mintmark.delivery.SealingKey;
import io.mintmark.output.FileRequest;
import io.mintmark.production.Batch;
import io.mintmark.production.Handovers.Handover;
import io.mintmark.project.FactoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Factories, deliveries and their downloads.
abstract class DeliveriesContract extends StoreContract {

  private static final Instant EXPIRY = NOON.plus(Duration.ofDays(7));

  private Factory factory;
  private Batch batch;

  @BeforeEach
  void prepare() {
    var product = samples.product();
    batch = samples.minted(product, "one", "two");
    factory =
        new Factory(new FactoryId(samples.word("f-")), product.project(), "Works", null, NOON);
    store.factories().add(factory);
  }

  @Test
  void aFactorysKeyIsReplacedAndTakenAway() {
    var key = new SealingKey(SealingKey.Kind.X509, "-----BEGIN");

    assertThat(store.factories().changeKey(factory.id(), key)).isTrue();
    assertThat(store.factories().find(factory.id()).orElseThrow().key()).isEqualTo(key);

    assertThat(store.factories().changeKey(factory.id(), null)).isTrue();
    assertThat(store.factories().find(factory.id())).contains(factory);
    assertThat(store.factories().changeKey(new FactoryId("f-0000000000"), key)).isFalse();
  }

  @Test
  void factoriesAreListedByProjectOldestFirst() {
    var older =
        new Factory(
            new FactoryId(samples.word("f-")),
            factory.project(),
            "Older",
            new SealingKey(SealingKey.Kind.OPENPGP, "key"),
            NOON.minusMillis(1));
    store.factories().add(older);

    assertThat(store.factories().ofProject(factory.project())).containsExactly(older, factory);
    assertThat(store.factories().ofProject(samples.project().id())).isEmpty();
  }

  @Test
  void aDeliveryComesBackAsItWas() {
    var files =
        List.of(
            new FileRequest("csv", Map.of("bom", "true", "a&b", "=é")),
            new FileRequest("labels-pdf", Map.of()));
    for (var sealing :
        List.of(
            new Sealing.OpenPgp("key"),
            new Sealing.Cms("certificate"),
            new Sealing.ZipAes256(samples.secret()))) {
      var delivery = delivery(files, sealing, NOON);
      store.deliveries().add(delivery);

      assertThat(store.deliveries().find(delivery.id())).contains(delivery);
    }
    assertThat(store.deliveries().find(new DeliveryId("d-0000000000"))).isEmpty();
  }

  @Test
  void deliveriesComeInPagesNewestFirst() {
    var first = added(NOON);
    var second = added(NOON.plusMillis(1));
    var third = added(NOON.plusMillis(2));
    var deliveries = store.deliveries();

    assertThat(deliveries.page(factory.id(), null, null, 2)).containsExactly(third, second);
    assertThat(deliveries.page(factory.id(), null, second.id(), 2)).containsExactly(first);
    assertThat(deliveries.page(null, batch.id(), null, 9)).containsExactly(third, second, first);
    assertThat(deliveries.page(new FactoryId("f-0000000000"), null, null, 9)).isEmpty();
  }

  @Test
  void noMoreDownloadsBeginThanAllowedHoweverManyAsk() throws Exception {
    var delivery = added(NOON);
    Callable<Boolean> attempt =
        () -> store.deliveries().begin(delivery.id(), "line", NOON).isPresent();

    int begun = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(Collections.nCopies(24, attempt))) {
        begun += result.get() ? 1 : 0;
      }
    }

    assertThat(begun).isEqualTo(3);
    assertThat(store.deliveries().find(delivery.id()).orElseThrow().started()).isEqualTo(3);
    assertThat(store.deliveries().downloads(delivery.id()))
        .extracting(Download::number)
        .containsExactly(1, 2, 3);
  }

  @Test
  void nothingBeginsAfterTheExpiryOrARevocation() {
    var delivery = added(NOON);

    assertThat(store.deliveries().begin(delivery.id(), "line", EXPIRY)).isEmpty();
    assertThat(store.deliveries().begin(delivery.id(), "line", EXPIRY.minusMillis(1))).hasValue(1);
    assertThat(store.deliveries().revoke(delivery.id(), NOON)).isTrue();
    assertThat(store.deliveries().revoke(delivery.id(), NOON)).isFalse();
    assertThat(store.deliveries().begin(delivery.id(), "line", NOON)).isEmpty();
  }

  @Test
  void aDownloadEndsAndTheFirstWholeOneIsTheHandover() {
    var delivery = added(NOON);
    var deliveries = store.deliveries();
    deliveries.begin(delivery.id(), "line", NOON);
    deliveries.begin(delivery.id(), "line", NOON);
    deliveries.begin(delivery.id(), "ann", NOON);

    deliveries.end(delivery.id(), 1, false, NOON.plusMillis(1));
    assertThat(store.handovers().of(batch.id())).isEmpty();
    deliveries.end(delivery.id(), 2, true, NOON.plusMillis(2));
    deliveries.end(delivery.id(), 3, true, NOON.plusMillis(3));

    assertThat(deliveries.downloads(delivery.id()))
        .containsExactly(
            new Download(delivery.id(), 1, "line", NOON, NOON.plusMillis(1), false),
            new Download(delivery.id(), 2, "line", NOON, NOON.plusMillis(2), true),
            new Download(delivery.id(), 3, "ann", NOON, NOON.plusMillis(3), true));
    assertThat(store.handovers().of(batch.id()))
        .containsExactly(new Handover(delivery.id().value(), "Works", 1, 2, NOON.plusMillis(2)));
  }

  @Test
  void aReceiptNeedsAHandover() {
    var delivery = added(NOON);
    assertThat(store.deliveries().receive(delivery.id(), NOON)).isFalse();
    store.deliveries().begin(delivery.id(), "line", NOON);
    store.deliveries().end(delivery.id(), 1, true, NOON);

    assertThat(store.deliveries().receive(delivery.id(), NOON)).isTrue();
    assertThat(store.deliveries().receive(delivery.id(), NOON)).isFalse();
  }

  @Test
  void whatExpiresIsToldOnceAndWhatEndedOtherwiseNever() {
    var left = added(NOON);
    var revoked = added(NOON);
    var spent = added(NOON);
    store.deliveries().revoke(revoked.id(), NOON);
    for (int i = 0; i < 3; i++) {
      store.deliveries().begin(spent.id(), "line", NOON);
    }
    assertThat(store.deliveries().expire(EXPIRY.minusMillis(1))).doesNotContain(left);

    assertThat(store.deliveries().expire(EXPIRY))
        .extracting(Delivery::id)
        .contains(left.id())
        .doesNotContain(revoked.id(), spent.id());
    assertThat(store.deliveries().expire(EXPIRY)).isEmpty();
  }

  @Test
  void aLostDownloadIsToldOnceAndMayStillTurnOutWhole() {
    var delivery = added(NOON);
    var longAgo = NOON.minus(Duration.ofDays(1));
    store.deliveries().begin(delivery.id(), "line", longAgo);
    assertThat(store.deliveries().giveUp(longAgo, NOON)).isEmpty();

    assertThat(store.deliveries().giveUp(longAgo.plusMillis(1), NOON)).hasSize(1);
    assertThat(store.deliveries().giveUp(longAgo.plusMillis(1), NOON)).isEmpty();

    store.deliveries().end(delivery.id(), 1, true, NOON);
    assertThat(store.deliveries().downloads(delivery.id()))
        .extracting(Download::completed)
        .containsExactly(true);
  }

  private Delivery added(Instant at) {
    var delivery =
        delivery(
            List.of(new FileRequest("csv", Map.of())), new Sealing.ZipAes256(samples.secret()), at);
    store.deliveries().add(delivery);
    return delivery;
  }

  private Delivery delivery(List<FileRequest> files, Sealing sealing, Instant at) {
    return new Delivery(
        new DeliveryId(samples.word("d-")),
        batch.id(),
        batch.product(),
        factory.id(),
        1,
        2,
        files,
        sealing,
        samples.secret(),
        3,
        0,
        EXPIRY,
        at,
        "admin",
        null,
        null,
        null);
  }
}
