package io.mintmark.login;

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
import io.mintmark.login.LoginOutcome.Admitted;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.LoginOutcome.Refused;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {

  /// aliyun-device V4: made with [Fixtures#DEVICE_SECRET] for [Fixtures#DEVICE].
  private static final Proof RIGHT =
      Proof.of(
          HmacAlgorithm.HMAC_SHA1,
          "clientIda1CapTure01.dev-pre-001deviceNamedev-pre-001productKeya1CapTure01"
              + "timestamp2524608000000",
          HexFormat.of().parseHex("b7543e5ff2576e8df36f80b83b2580d6ae365b7b"));

  private static final Proof WRONG = Proof.of(HmacAlgorithm.HMAC_SHA1, "anything", new byte[20]);
  private static final Origin ORIGIN = new Origin(Transport.MQTTS, "127.0.0.1");

  private final Fixtures fixtures = new Fixtures();
  private final MemoryIdentities identities = new MemoryIdentities();
  private final List<Event> events = new ArrayList<>();
  private final Product product = fixtures.product(false);
  private final Device device = fixtures.device(product);
  private final DeviceLogin logins =
      new CredentialLogin(
          new SecretLogin(
              identities,
              fixtures.vault,
              new ProofCheck(),
              WrongProofs.unexplained(events::add),
              InstantSource.fixed(Fixtures.NOW)),
          new TokenLogin(
              new MemoryDeviceClients(identities),
              fixtures.vault,
              InstantSource.fixed(Fixtures.NOW)),
          events::add,
          InstantSource.fixed(Fixtures.NOW));

  @BeforeEach
  void aProductWithOneDeviceAndTheSwitchOff() {
    identities.put(product);
    identities.put(device);
  }

  @Test
  void theFirstLoginActivatesTheDevice() {
    var outcome = login(RIGHT);

    assertThat(outcome).isEqualTo(admitted(true));
    assertThat(identities.device(Fixtures.DEVICE).activatedAt()).isEqualTo(Fixtures.NOW);
    assertThat(events).extracting(Event::outcome).containsExactly("ACTIVATED", "ADMITTED");
  }

  @Test
  void laterLoginsLeaveTheActivationAsItWas() {
    var before = Instant.parse("2026-01-01T00:00:00Z");
    identities.put(activated(before, false, true));

    var outcome = login(RIGHT);

    assertThat(outcome).isEqualTo(admitted(false));
    assertThat(identities.device(Fixtures.DEVICE).activatedAt()).isEqualTo(before);
    assertThat(events).extracting(Event::outcome).containsExactly("ADMITTED");
  }

  @Test
  void aLoginEndsAPendingResetAndIsNotAnActivation() {
    identities.put(activated(Fixtures.NOW, true, true));

    var outcome = login(RIGHT);

    assertThat(outcome).isEqualTo(admitted(false));
    assertThat(identities.device(Fixtures.DEVICE).resetPending()).isFalse();
  }

  @Test
  void aWrongSignatureIsRefusedEvenForADisabledDevice() {
    identities.put(activated(Fixtures.NOW, false, false));

    assertThat(login(WRONG)).isEqualTo(new Refused(Reason.PROOF_WRONG));
  }

  @Test
  void aDisabledDeviceIsRefused() {
    identities.put(activated(Fixtures.NOW, false, false));

    assertThat(login(RIGHT)).isEqualTo(new Refused(Reason.DEVICE_DISABLED));
  }

  @Test
  void aDeletedDeviceIsUnknown() {
    identities.remove(Fixtures.DEVICE);

    assertThat(login(RIGHT)).isEqualTo(new Refused(Reason.DEVICE_UNKNOWN));
  }

  @Test
  void anUnknownProductIsRefused() {
    var stranger = new DeviceIdentity(new ProductKey("a1Unknown01"), "dev-pre-001");

    assertThat(login(stranger, Dialect.ALIYUN, RIGHT, null))
        .isEqualTo(new Refused(Reason.PRODUCT_UNKNOWN));
  }

  @Test
  void theOtherDialectIsRefused() {
    assertThat(login(Fixtures.DEVICE, Dialect.TENCENT, RIGHT, null))
        .isEqualTo(new Refused(Reason.DIALECT_MISMATCH));
  }

  @Test
  void aSignatureWhoseTimeIsOverIsRefusedButOnlyIfItIsRight() {
    var past = Fixtures.NOW.minusSeconds(1);

    assertThat(login(Fixtures.DEVICE, Dialect.ALIYUN, RIGHT, past))
        .isEqualTo(new Refused(Reason.EXPIRED));
    assertThat(login(Fixtures.DEVICE, Dialect.ALIYUN, WRONG, past))
        .isEqualTo(new Refused(Reason.PROOF_WRONG));
  }

  @Test
  void aDeviceDisabledWhileItsFirstLoginWasUnderWayStaysOutside() {
    identities.beforeNextWrite(
        () ->
            identities.put(
                new Device(
                    device.identity(),
                    device.batch(),
                    device.secret(),
                    false,
                    false,
                    false,
                    0,
                    device.createdAt(),
                    null,
                    null)));

    assertThat(login(RIGHT)).isEqualTo(new Refused(Reason.DEVICE_DISABLED));
    assertThat(identities.device(Fixtures.DEVICE).activatedAt()).isNull();
  }

  @Test
  void anOldSecretDoesNotActivateADeviceMadeAnewUnderTheSameName() {
    identities.beforeNextWrite(() -> identities.put(fixtures.device(product)));

    var outcome = login(RIGHT);

    // Both have the same secret here, so the second look admits it; the seal told them apart.
    assertThat(outcome).isEqualTo(admitted(true));
    assertThat(identities.device(Fixtures.DEVICE).secret()).isNotEqualTo(device.secret());
  }

  @Test
  void aFullQueueOfWritesIsToldAsOverload() {
    identities.failWritesWith(new StoreOverloadedException());

    assertThat(login(RIGHT)).isEqualTo(new Refused(Reason.OVERLOADED));
  }

  @Test
  void aBrokenStoreAdmitsNobodyForTheFirstTime() {
    identities.failWritesWith(new IllegalStateException("disk on fire"));

    assertThat(login(RIGHT)).isEqualTo(new Refused(Reason.INTERNAL));
    assertThat(events).extracting(Event::outcome).containsExactly("INTERNAL");
  }

  @Test
  void aHandshakeUnderTheSecretStandsForASignature() {
    assertThat(login(new ProvenIdentity(Fixtures.DEVICE, device.secret()), null))
        .isEqualTo(admitted(true));
  }

  @Test
  void aHandshakeUnderAnEarlierSecretProvesNothing() {
    var earlier = fixtures.device(product).secret();

    assertThat(login(new ProvenIdentity(Fixtures.DEVICE, earlier), null))
        .isEqualTo(new Refused(Reason.PROOF_WRONG));
  }

  @Test
  void aSignatureIsCheckedWhateverTheHandshakeProved() {
    assertThat(login(new ProvenIdentity(Fixtures.DEVICE, device.secret()), WRONG))
        .isEqualTo(new Refused(Reason.PROOF_WRONG));
  }

  @Test
  void theHandshakeOfAnotherDeviceIsRefusedEvenWithARightSignature() {
    var other = new DeviceIdentity(Fixtures.DEVICE.product(), "other");

    assertThat(login(new ProvenIdentity(other, device.secret()), RIGHT))
        .isEqualTo(new Refused(Reason.IDENTITY_MISMATCH));
    assertThat(events).extracting(Event::outcome).containsExactly("IDENTITY_MISMATCH");
  }

  private LoginOutcome login(ProvenIdentity proven, Proof proof) {
    var attempt =
        new LoginAttempt(
            Fixtures.DEVICE,
            proof == null ? new Credential.Handshake() : new Credential.Signature(proof, null),
            proven,
            Dialect.ALIYUN,
            ORIGIN,
            null);
    return logins.login(attempt).toCompletableFuture().join();
  }

  private Admitted admitted(boolean first) {
    return new Admitted(Fixtures.DEVICE, first, null, product.rules());
  }

  private LoginOutcome login(Proof proof) {
    return login(Fixtures.DEVICE, Dialect.ALIYUN, proof, null);
  }

  private LoginOutcome login(
      DeviceIdentity identity, Dialect dialect, Proof proof, Instant expiresAt) {
    return logins
        .login(
            new LoginAttempt(
                identity, new Credential.Signature(proof, expiresAt), dialect, ORIGIN, null))
        .toCompletableFuture()
        .join();
  }

  private Device activated(Instant at, boolean resetPending, boolean enabled) {
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
        at);
  }
}
