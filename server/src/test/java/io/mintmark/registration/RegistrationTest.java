package io.mintmark.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.device.MemoryDeviceClients;
import io.mintmark.device.MemoryIdentities;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductSecret;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest.Kind;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  /// aliyun-device V1: made with [Fixtures#PRODUCT_SECRET] for [Fixtures#DEVICE].
  private static final Proof RIGHT =
      Proof.of(
          HmacAlgorithm.HMAC_SHA1,
          "deviceNamedev-pre-001productKeya1CapTure01random567345",
          HexFormat.of().parseHex("5a7fabb8bb25b0cdb64bb17f3b1e9f46e64624b9"));

  private static final Proof WRONG = Proof.of(HmacAlgorithm.HMAC_SHA1, "anything", new byte[20]);
  private static final Origin ORIGIN = new Origin(Transport.HTTPS, "127.0.0.1");

  private final Fixtures fixtures = new Fixtures();
  private final MemoryIdentities identities = new MemoryIdentities();
  private final List<Event> events = new ArrayList<>();
  private final Product product = fixtures.product(true);
  private final Device device = fixtures.device(product);
  private final Registrar registrar =
      new SignedRegistrar(
          identities,
          new MemoryDeviceClients(identities),
          fixtures.vault,
          new ProofCheck(),
          events::add,
          WrongProofs.unexplained(events::add),
          new SecureRandom(),
          InstantSource.fixed(Fixtures.NOW));

  @BeforeEach
  void aProductWithOneListedDevice() {
    identities.put(product);
    identities.put(device);
  }

  @Test
  void aListedDeviceGetsItsSecretAndTheStoreNotesIt() {
    var outcome = register(RIGHT);

    assertThat(outcome).isEqualTo(issued(false));
    assertThat(identities.device(Fixtures.DEVICE).registeredAt()).isEqualTo(Fixtures.NOW);
  }

  @Test
  void aRepeatBeforeActivationGetsTheSameSecretAgain() {
    register(RIGHT);

    var outcome = register(RIGHT);

    assertThat(outcome).isEqualTo(issued(true));
    assertThat(events).extracting(Event::outcome).containsExactly("ISSUED", "REPEATED");
  }

  @Test
  void duringARotationTheOlderSecretRegistersTooAndTheVersionIsNoted() {
    identities.put(rotated(product.secret()));

    var outcome = register(RIGHT);

    assertThat(outcome).isEqualTo(issued(false));
    assertThat(identities.device(Fixtures.DEVICE).registeredWith()).isEqualTo(1);
  }

  @Test
  void aRetiredSecretRegistersNobody() {
    identities.put(rotated(null));

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.PROOF_WRONG));
  }

  /// The product when version 2 of its secret is burned.
  private Product rotated(@Nullable ProductSecret older) {
    var row = ProductSecret.row(product.key(), 2);
    var text = SecretText.of("PsCaptureVersion2");
    return product.withSecrets(
        new ProductSecret(2, fixtures.vault.seal(product.dataKey(), row, text)), older);
  }

  @Test
  void anActivatedDeviceIsRefused() {
    identities.put(changed(true, false, true));

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.ALREADY_ACTIVATED));
  }

  @Test
  void aResetOpensRegistrationAgainWithTheSameSecret() {
    identities.put(changed(true, true, true));

    assertThat(register(RIGHT)).isEqualTo(issued(false));
  }

  @Test
  void aDisabledDeviceIsRefused() {
    identities.put(changed(false, false, false));

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.DEVICE_DISABLED));
  }

  @Test
  void aDeviceNotOnTheListIsRefused() {
    identities.remove(Fixtures.DEVICE);

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.DEVICE_NOT_LISTED));
  }

  @Test
  void theSwitchRefusesWithoutTellingWhetherTheDeviceIsListed() {
    identities.put(fixtures.product(false));
    identities.remove(Fixtures.DEVICE);

    // The proof is made with the same secret, which the product keeps whatever its switch says.
    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.REGISTRATION_OFF));
  }

  @Test
  void aWrongSignatureIsRefusedBeforeAnythingElseIsLookedAt() {
    identities.put(fixtures.product(false));
    identities.put(changed(false, false, true));

    assertThat(register(WRONG)).isEqualTo(new Refused(Reason.PROOF_WRONG));
  }

  @Test
  void anUnknownProductIsRefused() {
    var stranger = new DeviceIdentity(new ProductKey("a1Unknown01"), "dev-pre-001");

    assertThat(register(stranger, Kind.LISTED, Dialect.ALIYUN, RIGHT))
        .isEqualTo(new Refused(Reason.PRODUCT_UNKNOWN));
  }

  @Test
  void theOtherDialectIsRefusedEvenWithARightSignature() {
    assertThat(register(Fixtures.DEVICE, Kind.LISTED, Dialect.TENCENT, RIGHT))
        .isEqualTo(new Refused(Reason.DIALECT_MISMATCH));
  }

  @Test
  void unlistedRegistrationIsNotOffered() {
    assertThat(register(Fixtures.DEVICE, Kind.UNLISTED, Dialect.ALIYUN, RIGHT))
        .isEqualTo(new Refused(Reason.UNLISTED_NOT_OFFERED));
  }

  @Test
  void aDeviceActivatedWhileItsRegistrationWasUnderWayIsRefused() {
    identities.beforeNextWrite(() -> identities.put(changed(true, false, true)));

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.ALREADY_ACTIVATED));
  }

  @Test
  void aDeviceDeletedWhileItsRegistrationWasUnderWayIsRefused() {
    identities.beforeNextWrite(() -> identities.remove(Fixtures.DEVICE));

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.DEVICE_NOT_LISTED));
  }

  @Test
  void aFullQueueOfWritesIsToldAsOverload() {
    identities.failWritesWith(new StoreOverloadedException());

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.OVERLOADED));
  }

  @Test
  void aBrokenStoreIsAnInternalErrorAndNothingIsIssued() {
    identities.failWritesWith(new IllegalStateException("disk on fire"));

    assertThat(register(RIGHT)).isEqualTo(new Refused(Reason.INTERNAL));
  }

  @Test
  void everyAttemptIsAnEventWithItsReasonAndOrigin() {
    register(WRONG);

    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.outcome()).isEqualTo("PROOF_WRONG");
              assertThat(event.productKey()).isEqualTo("a1CapTure01");
              assertThat(event.deviceName()).isEqualTo("dev-pre-001");
              assertThat(event.dialect()).isEqualTo("ALIYUN");
              assertThat(event.origin()).isEqualTo(ORIGIN);
            });
  }

  private RegistrationOutcome register(Proof proof) {
    return register(Fixtures.DEVICE, Kind.LISTED, Dialect.ALIYUN, proof);
  }

  private RegistrationOutcome register(
      DeviceIdentity identity, Kind kind, Dialect dialect, Proof proof) {
    return registrar
        .register(new RegistrationRequest(identity, kind, proof, dialect, ORIGIN))
        .toCompletableFuture()
        .join();
  }

  private static Issued issued(boolean repeated) {
    return new Issued(
        Fixtures.DEVICE,
        Fixtures.DEVICE_SECRET,
        Fixtures.PRODUCT_SECRET,
        repeated ? Manner.REPEATED : Manner.FIRST);
  }

  private Device changed(boolean enabled, boolean resetPending, boolean activated) {
    return new Device(
        device.identity(),
        device.batch(),
        device.secret(),
        enabled,
        false,
        resetPending,
        0,
        device.createdAt(),
        null,
        activated ? Fixtures.NOW : null);
  }
}
