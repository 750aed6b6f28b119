package io.mintmark.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.delivery.DeliveryOutcome.Refused;
import io.mintmark.event.Event;
import io.mintmark.output.FileRequest;
import io.mintmark.production.Batch;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Making deliveries, counting their downloads, and how they end.
class DeliveryTest {

  @TempDir Path folder;

  private DeliveryHouse house;
  private Batch batch;

  @BeforeEach
  void open() {
    house = new DeliveryHouse(folder);
    batch = house.batch(10);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aPassphraseIsMadeUpAndToldOnce() {
    var made = house.made(batch, house.order(Sealing.Kind.ZIP_AES256));

    assertThat(made.passphrase().orElseThrow().expose()).matches("([a-z2-9]{4}-){5}[a-z2-9]{4}");
    assertThat(house.again(made.delivery())).isEqualTo(made.delivery());
    assertThat(made.delivery().units()).isEqualTo(10);
  }

  @Test
  void aPassphraseThatIsGivenIsNotToldAgain() {
    var order = withPassphrase(house.order(Sealing.Kind.ZIP_AES256), "sixteen letters!");

    assertThat(house.made(batch, order).passphrase()).isEmpty();
  }

  @Test
  void ordersThatCannotBeAreRefused() {
    var zip = house.order(Sealing.Kind.ZIP_AES256);

    assertThat(refusal(withPassphrase(zip, "fifteen letters"))).contains("16 to 128");
    assertThat(refusal(withPassphrase(zip, "sixteen letters\u00e9"))).contains("printable ASCII");
    assertThat(refusal(house.order(house.factory, 0, 3, zip.sealing(), 3))).contains("1 to 10");
    assertThat(refusal(house.order(house.factory, 4, 3, zip.sealing(), 3))).contains("1 to 10");
    assertThat(refusal(house.order(house.factory, 4, 11, zip.sealing(), 3))).contains("1 to 10");
    assertThat(refusal(house.order(house.factory, 1, 3, zip.sealing(), 0))).contains("downloads");
    assertThat(refusal(house.order(house.factory, 1, 3, zip.sealing(), 101))).contains("downloads");
    assertThat(refusal(house.order(Sealing.Kind.OPENPGP))).contains("no OPENPGP key");
    assertThat(refusal(house.order(Sealing.Kind.CMS))).contains("no X509 key");
    assertThat(refusal(withFile(zip, new FileRequest("pdf", Map.of())))).contains("there are csv");
    assertThat(refusal(withFile(zip, new FileRequest("csv", Map.of("x", "y"))))).contains("bom");
    assertThat(house.store.deliveries().page(null, null, null, 10)).isEmpty();
  }

  @Test
  void anExpiryLiesWithinTheLongest() {
    house.now = DeliveryHouse.NOON.plus(Duration.ofDays(7));
    assertThat(refusal(house.order(Sealing.Kind.ZIP_AES256))).contains("90 days");

    house.now = DeliveryHouse.NOON.minus(Duration.ofDays(84));
    assertThat(refusal(house.order(Sealing.Kind.ZIP_AES256))).contains("90 days");
  }

  @Test
  void downloadsAreCountedUntilNoneIsLeft() throws Exception {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    for (int i = 0; i < 3; i++) {
      house.download(delivery, OutputStream.nullOutputStream());
    }

    var outcome = house.packages.open(delivery, "tester");

    assertThat(outcome).isInstanceOf(DownloadOutcome.Refused.class);
    assertThat(house.again(delivery).stateAt(house.now)).isEqualTo(Delivery.State.SPENT);
    assertThat(house.acts())
        .containsExactly(
            "DELIVERY_MADE",
            "DELIVERY_STARTED",
            "DELIVERY_COMPLETED",
            "DELIVERY_STARTED",
            "DELIVERY_COMPLETED",
            "DELIVERY_STARTED",
            "DELIVERY_COMPLETED",
            "DELIVERY_REFUSED");
  }

  @Test
  void theCountIsStoredBeforeTheFirstByte() throws Exception {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    var seen = new ArrayList<Integer>();
    var looking =
        new OutputStream() {
          @Override
          public void write(int b) {
            if (seen.isEmpty()) {
              seen.add(house.again(delivery).started());
            }
          }
        };

    house.download(delivery, looking);

    assertThat(seen).containsExactly(1);
  }

  @Test
  void aBrokenDownloadCountsAndIsToldApart() {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();

    assertThatThrownBy(() -> house.download(delivery, broken())).isInstanceOf(IOException.class);

    var found = house.again(delivery);
    assertThat(found.started()).isEqualTo(1);
    assertThat(found.deliveredAt()).isNull();
    assertThat(house.acts()).endsWith("DELIVERY_STARTED", "DELIVERY_BROKEN");
    assertThat(house.store.handovers().of(batch.id())).isEmpty();
  }

  @Test
  void theFirstCompletedDownloadIsTheHandover() throws Exception {
    var delivery =
        house.made(batch, house.order(house.factory, 3, 8, Sealing.Kind.ZIP_AES256, 3)).delivery();
    house.now = DeliveryHouse.NOON.plusSeconds(60);
    house.download(delivery, OutputStream.nullOutputStream());
    house.now = DeliveryHouse.NOON.plusSeconds(120);

    house.download(delivery, OutputStream.nullOutputStream());

    assertThat(house.store.handovers().of(batch.id()))
        .singleElement()
        .satisfies(
            handover -> {
              assertThat(handover.delivery()).isEqualTo(delivery.id().value());
              assertThat(handover.factory()).isEqualTo("Shenzhen Lamp Works");
              assertThat(handover.first()).isEqualTo(3);
              assertThat(handover.last()).isEqualTo(8);
              assertThat(handover.at()).isEqualTo(DeliveryHouse.NOON.plusSeconds(60));
            });
  }

  @Test
  void manyAtOnceGetNoMoreThanTheCount() throws Exception {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    Callable<Boolean> attempt =
        () -> house.packages.open(delivery, "tester") instanceof DownloadOutcome.Granted;

    int granted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(Collections.nCopies(40, attempt))) {
        granted += result.get() ? 1 : 0;
      }
    }

    assertThat(granted).isEqualTo(3);
    assertThat(house.store.deliveries().downloads(delivery.id()))
        .extracting(Deliveries.Download::number)
        .containsExactly(1, 2, 3);
  }

  @Test
  void anExpiredDeliveryIsRefusedAtOnceAndNoticedOnce() {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    house.now = delivery.expiresAt();

    assertThat(house.packages.open(delivery, "tester"))
        .isEqualTo(new DownloadOutcome.Refused("It has expired; ask for another delivery."));
    house.sweep.sweep();
    house.sweep.sweep();

    assertThat(house.acts().stream().filter("DELIVERY_EXPIRED"::equals)).hasSize(1);
  }

  @Test
  void aRevokedDeliveryNeitherOpensNorExpires() {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();

    assertThat(house.packages.revoke(delivery, "admin")).isTrue();

    assertThat(house.packages.revoke(delivery, "admin")).isFalse();
    assertThat(house.packages.open(delivery, "tester")).isInstanceOf(DownloadOutcome.Refused.class);
    house.now = delivery.expiresAt();
    house.sweep.sweep();
    assertThat(house.acts())
        .containsOnlyOnce("DELIVERY_REVOKED")
        .doesNotContain("DELIVERY_EXPIRED");
  }

  @Test
  void revokingBreaksOffWhatIsUnderWay() {
    var large = house.batch(5_000);
    var delivery = house.made(large, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    var revoking =
        new OutputStream() {
          private boolean done;

          @Override
          public void write(int b) {
            if (!done) {
              done = true;
              house.packages.revoke(delivery, "admin");
            }
          }
        };

    assertThatThrownBy(() -> house.download(delivery, revoking)).hasMessageContaining("revoked");
    assertThat(house.acts()).endsWith("DELIVERY_REVOKED", "DELIVERY_BROKEN");
  }

  @Test
  void aDownloadThatEndedWithItsServerIsGivenUp() {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    var _ = house.packages.open(delivery, "tester");
    house.now = house.now.plus(DeliverySweep.LONGEST_DOWNLOAD).plusSeconds(1);

    house.sweep.sweep();
    house.sweep.sweep();

    assertThat(house.acts()).containsOnlyOnce("DELIVERY_BROKEN");
  }

  @Test
  void aReceiptNeedsAWholeDownloadAndIsNotedOnce() throws Exception {
    var delivery = house.made(batch, house.order(Sealing.Kind.ZIP_AES256)).delivery();
    assertThat(house.packages.receive(delivery, "line")).isFalse();
    house.download(delivery, OutputStream.nullOutputStream());

    assertThat(house.packages.receive(delivery, "line")).isTrue();

    assertThat(house.packages.receive(delivery, "line")).isFalse();
    assertThat(house.again(delivery).receivedAt()).isEqualTo(house.now);
  }

  @Test
  void noEventHoldsASecret() throws Exception {
    var order = withPassphrase(house.order(Sealing.Kind.ZIP_AES256), "a secret passphrase");
    var delivery = house.made(batch, order).delivery();
    house.download(delivery, OutputStream.nullOutputStream());
    house.packages.revoke(delivery, "admin");

    assertThat(house.events)
        .hasSize(4)
        .extracting(Event::detail)
        .allSatisfy(detail -> assertThat(detail).doesNotContain("secret passphrase"));
    assertThat(delivery.toString() + order).doesNotContain("secret passphrase");
  }

  private String refusal(DeliveryOrder order) {
    return ((Refused) house.desk.make(batch, order)).sentence();
  }

  private static DeliveryOrder withPassphrase(DeliveryOrder order, String passphrase) {
    return new DeliveryOrder(
        order.factory(),
        order.first(),
        order.last(),
        order.files(),
        order.expiresAt(),
        order.downloads(),
        order.sealing(),
        SecretText.of(passphrase),
        order.by());
  }

  private static DeliveryOrder withFile(DeliveryOrder order, FileRequest file) {
    return new DeliveryOrder(
        order.factory(),
        order.first(),
        order.last(),
        List.of(file),
        order.expiresAt(),
        order.downloads(),
        order.sealing(),
        null,
        order.by());
  }

  private static OutputStream broken() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("the line broke");
      }
    };
  }
}
