package io.mintmark.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.Product;
import io.mintmark.vault.Clues;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Wrong signatures on their way to the event log.
class ProofDoctorTest {

  /// aliyun-device V1: made with [Fixtures#PRODUCT_SECRET].
  private static final String V1 = "5a7fabb8bb25b0cdb64bb17f3b1e9f46e64624b9";

  private final Fixtures fixtures = new Fixtures();
  private final Product product = fixtures.product(true);
  private final BlockingQueue<Event> log = new LinkedBlockingQueue<>();
  private final MemoryProducts products = new MemoryProducts();
  private final ProofDoctor doctor = new ProofDoctor(products, fixtures.vault, log::add);

  @AfterEach
  void close() {
    doctor.close();
  }

  @Test
  void theEventGainsTheMistake() throws Exception {
    doctor.report(refusal("lamp"), signed(V1, HmacAlgorithm.HMAC_SHA256), product, null);

    assertThat(logged().hint()).isEqualTo("OTHER_HASH");
  }

  @Test
  void anEventExaminedInVainSaysSo() throws Exception {
    doctor.report(refusal("lamp"), signed("00".repeat(20), HmacAlgorithm.HMAC_SHA1), product, null);

    assertThat(logged().hint()).isEqualTo(ProofDoctor.UNEXPLAINED);
  }

  @Test
  void aFloodIsLoggedWholeThoughNotExaminedWhole() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      doctor.report(
          refusal("lamp-" + i), signed("00".repeat(20), HmacAlgorithm.HMAC_SHA1), product, null);
    }
    doctor.close();

    assertThat(log).hasSize(1_000);
    assertThat(log.stream().filter(event -> event.hint() == null).count()).isGreaterThan(800);
  }

  @Test
  void aFaultInTheExaminationLosesNoEvent() throws Exception {
    var foreign = new Fixtures().product(true); // sealed under another master key

    doctor.report(refusal("lamp"), signed(V1, HmacAlgorithm.HMAC_SHA256), foreign, null);

    assertThat(logged().outcome()).isEqualTo("PROOF_WRONG");
  }

  private Event logged() throws InterruptedException {
    var event = log.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private static Proof signed(String signature, HmacAlgorithm named) {
    String text = "deviceNamedev-pre-001productKeya1CapTure01random567345";
    return Proof.of(named, text, HexFormat.of().parseHex(signature))
        .withClues(new Clues(signature, Clues.Encoding.HEX, List::of));
  }

  private static Event refusal(String device) {
    return new Event(
        Fixtures.NOW,
        EventKind.REGISTRATION,
        "PROOF_WRONG",
        Fixtures.DEVICE.product().value(),
        device,
        "ALIYUN",
        null,
        null);
  }
}
