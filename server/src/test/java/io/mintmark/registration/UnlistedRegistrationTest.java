package io.mintmark.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceClient;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.DeviceTokens;
import io.mintmark.device.Fixtures;
import io.mintmark.device.MemoryDeviceClients;
import io.mintmark.device.MemoryIdentities;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.CloneResponse;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductRules;
import io.mintmark.product.ProductSecret;
import io.mintmark.product.RegistrationMode;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest.Kind;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that nobody listed: units with ClientIDs in one dialect, devices of their own in the
/// other.
class UnlistedRegistrationTest {

  private static final SecretText NEWER_SECRET = SecretText.of("NewerSecret01234");
  private static final int PER_NAME = 2;
  private static final int NAMES = 2;

  private final Fixtures fixtures = new Fixtures();
  private final MemoryIdentities identities = new MemoryIdentities();
  private final MemoryDeviceClients clients = new MemoryDeviceClients(identities);
  private final List<Event> events = new ArrayList<>();
  private final Registrar registrar =
      new SignedRegistrar(
          identities,
          clients,
          fixtures.vault,
          new ProofCheck(),
          events::add,
          WrongProofs.unexplained(events::add),
          new SecureRandom(),
          InstantSource.fixed(Fixtures.NOW));

  @BeforeEach
  void aProductThatTakesUnlistedNames() {
    offer(RegistrationMode.UNLISTED);
  }

  @Test
  void aUnitGetsAClientIdAndATokenThatFitTheDevicesAndOnlyItsHashIsKept() {
    var admitted = admitted(register("dev-nwl-001"));

    assertThat(admitted.identity()).isEqualTo(identity("dev-nwl-001"));
    assertThat(admitted.clientId()).matches("[A-Za-z0-9]{16,69}");
    assertThat(admitted.token().expose()).matches("[A-Za-z0-9]{32,63}");
    assertThat(clients.ofName(identity("dev-nwl-001")))
        .singleElement()
        .satisfies(
            client -> {
              assertThat(client.tokenHash()).doesNotContain(admitted.token().expose());
              assertThat(client.tokenHash())
                  .isEqualTo(
                      new DeviceTokens(fixtures.vault)
                          .hash(client.identity(), client.clientId(), admitted.token()));
              assertThat(client.firstConnectedAt()).isNull();
            });
  }

  @Test
  void everyRegistrationIsAnotherUnitUntilTheNameIsFull() {
    var first = admitted(register("dev-nwl-001"));
    var second = admitted(register("dev-nwl-001"));

    assertThat(register("dev-nwl-001")).isEqualTo(new Refused(Reason.TOO_MANY_CLIENTS));
    assertThat(first.clientId()).isNotEqualTo(second.clientId());
    assertThat(first.token()).isNotEqualTo(second.token());
    assertThat(clients.ofName(identity("dev-nwl-001")))
        .extracting(DeviceClient::clientId)
        .containsExactly(first.clientId(), second.clientId());
  }

  @Test
  void whatIsHandedOutIsNeverHandedOutAgain() {
    Set<String> seen = new HashSet<>();
    offer(
        new ProductRules(
            RegistrationMode.UNLISTED, 1, 500, CloneResponse.REPORT, false, false, false, false));

    for (int i = 0; i < 200; i++) {
      var admitted = admitted(register("dev-nwl-" + i));
      seen.add(admitted.clientId());
      seen.add(admitted.token().expose());
    }

    assertThat(seen).hasSize(400);
  }

  @Test
  void aFurtherNameThanTheProductMayHaveIsRefused() {
    register("dev-nwl-001");
    register("dev-nwl-002");

    assertThat(register("dev-nwl-003")).isEqualTo(new Refused(Reason.TOO_MANY_NAMES));
    assertThat(identities.device(identity("dev-nwl-003"))).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "LISTED"})
  void aProductThatDoesNotOfferItRefuses(RegistrationMode mode) {
    offer(mode);

    assertThat(register("dev-nwl-001"))
        .isEqualTo(
            new Refused(
                mode == RegistrationMode.OFF
                    ? Reason.REGISTRATION_OFF
                    : Reason.UNLISTED_NOT_OFFERED));
  }

  @Test
  void aListedNameIsRefused() {
    identities.put(fixtures.device(fixtures.product(true)));

    assertThat(register(Fixtures.DEVICE.name())).isEqualTo(new Refused(Reason.NAME_IS_LISTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "dev nwl", "dev/nwl", "dev+nwl", "#dev", "dev=nwl"})
  void aNameThatTheDialectDoesNotHaveIsNotCreated(String name) {
    assertThat(register(name)).isEqualTo(new Refused(Reason.NAME_NOT_ALLOWED));
    assertThat(identities.device(identity(name))).isNull();
  }

  @Test
  void aDisabledOrHeldNameIsRefused() {
    register("dev-nwl-001");
    register("dev-nwl-002");
    change("dev-nwl-001", false, false);
    change("dev-nwl-002", true, true);

    assertThat(register("dev-nwl-001")).isEqualTo(new Refused(Reason.DEVICE_DISABLED));
    assertThat(register("dev-nwl-002")).isEqualTo(new Refused(Reason.DEVICE_HELD));
  }

  @Test
  void aWrongSignatureLearnsNothing() {
    register("dev-nwl-001");

    for (var name : List.of("dev-nwl-001", "dev-nwl-009", "a")) {
      assertThat(register(name, Kind.UNLISTED, SecretText.of("another secret")))
          .isEqualTo(new Refused(Reason.PROOF_WRONG));
    }
    assertThat(clients.ofName(identity("dev-nwl-001"))).hasSize(1);
  }

  @Test
  void anUnlistedNameIsNotOpenToListedRegistration() {
    register("dev-nwl-001");

    assertThat(register("dev-nwl-001", Kind.LISTED, Fixtures.PRODUCT_SECRET))
        .isEqualTo(new Refused(Reason.DEVICE_NOT_LISTED));
  }

  @Test
  void firmwareOfTheOldPageIsAnsweredOnBothTopicsIfTheProductSaysSo() {
    offer(
        new ProductRules(
            RegistrationMode.UNLISTED, 5, 5, CloneResponse.REPORT, false, true, false, false));

    assertThat(admitted(register("dev-nwl-001")).alsoOnRegister()).isTrue();
  }

  @Test
  void aStoreThatIsFullOrBrokenAdmitsNobody() {
    clients.failWritesWith(new StoreOverloadedException());
    assertThat(register("dev-nwl-001")).isEqualTo(new Refused(Reason.OVERLOADED));

    clients.failWritesWith(new IllegalStateException("disk on fire"));
    assertThat(register("dev-nwl-001")).isEqualTo(new Refused(Reason.INTERNAL));
  }

  @Test
  void theEventNamesTheUnitButNotItsToken() {
    var admitted = admitted(register("dev-nwl-001"));

    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.outcome()).isEqualTo("ADMITTED");
              assertThat(event.detail()).isEqualTo("client " + admitted.clientId());
            });
  }

  @Test
  void whileTwoVersionsOfTheSecretAreAboutEveryGrantSaysWhichWasUsed() {
    var product = rotated(product(RegistrationMode.UNLISTED, Dialect.ALIYUN));
    identities.put(product);
    identities.put(fixtures.device(product));

    register("dev-nwl-001", Kind.UNLISTED, NEWER_SECRET);
    register(Fixtures.DEVICE.name(), Kind.LISTED, Fixtures.PRODUCT_SECRET);
    register(Fixtures.DEVICE.name(), Kind.LISTED, NEWER_SECRET);

    assertThat(events).extracting(Event::detail).allSatisfy(d -> assertThat(d).isNotNull());
    assertThat(events.get(0).detail()).endsWith(", secret version 2");
    assertThat(events.get(1).detail()).isEqualTo("secret version 1");
    assertThat(events.get(2).detail()).isEqualTo("secret version 2");
    assertThat(events).extracting(Event::outcome).containsExactly("ADMITTED", "ISSUED", "REPEATED");
    assertThat(identities.device(identity("dev-nwl-001")).registeredWith()).isEqualTo(2);
    assertThat(identities.device(Fixtures.DEVICE).registeredWith()).isEqualTo(2);
  }

  @Test
  void aDeviceThatDoesNotSayIsCreatedAndGetsTheSameSecretUntilItsActivation() {
    identities.put(product(RegistrationMode.UNLISTED, Dialect.TENCENT));

    var created = (Issued) register("dev-1", Kind.EITHER);
    var again = (Issued) register("dev-1", Kind.EITHER);

    assertThat(created.manner()).isEqualTo(Manner.CREATED);
    assertThat(again.manner()).isEqualTo(Manner.REPEATED);
    assertThat(again.deviceSecret()).isEqualTo(created.deviceSecret());
    assertThat(created.deviceSecret().expose()).matches("[A-Za-z0-9+/]{22}==");
    assertThat(identities.device(identity("dev-1")).isUnlisted()).isTrue();
    assertThat(events).extracting(Event::outcome).containsExactly("CREATED", "REPEATED");
    activate("dev-1");
    assertThat(register("dev-1", Kind.EITHER)).isEqualTo(new Refused(Reason.ALREADY_ACTIVATED));
  }

  @Test
  void aListedDeviceThatDoesNotSayIsTreatedAsListed() {
    var product = product(RegistrationMode.UNLISTED, Dialect.TENCENT);
    identities.put(product);
    identities.put(fixtures.device(product));

    var outcome = (Issued) register(Fixtures.DEVICE.name(), Kind.EITHER);

    assertThat(outcome.manner()).isEqualTo(Manner.FIRST);
    assertThat(outcome.deviceSecret()).isEqualTo(Fixtures.DEVICE_SECRET);
  }

  @Test
  void whereOnlyListedNamesRegisterNothingIsCreated() {
    identities.put(product(RegistrationMode.LISTED, Dialect.TENCENT));

    assertThat(register("dev-1", Kind.EITHER)).isEqualTo(new Refused(Reason.DEVICE_NOT_LISTED));
  }

  @Test
  void creationKeepsToTheFormOfNamesAndToTheirNumber() {
    identities.put(product(RegistrationMode.UNLISTED, Dialect.TENCENT));
    register("dev-1", Kind.EITHER);
    register("dev-2", Kind.EITHER);

    assertThat(register("dev.3", Kind.EITHER)).isEqualTo(new Refused(Reason.NAME_NOT_ALLOWED));
    assertThat(register("dev-3", Kind.EITHER)).isEqualTo(new Refused(Reason.TOO_MANY_NAMES));
  }

  @Test
  void ofTwoThatCreateOneNameAtOnceBothGetTheSecretOfTheFirst() {
    var product = product(RegistrationMode.UNLISTED, Dialect.TENCENT);
    identities.put(product);
    identities.beforeNextWrite(() -> register("dev-1", Kind.EITHER));

    var second = (Issued) register("dev-1", Kind.EITHER);

    assertThat(second.manner()).isEqualTo(Manner.REPEATED);
    assertThat(events).extracting(Event::outcome).containsExactly("CREATED", "REPEATED");
  }

  private void offer(RegistrationMode mode) {
    identities.put(product(mode, Dialect.ALIYUN));
  }

  private void offer(ProductRules rules) {
    identities.put(fixtures.product(true).withRules(rules));
  }

  private Product product(RegistrationMode mode, Dialect dialect) {
    var product = fixtures.product(true);
    return new Product(
        product.key(),
        product.project(),
        product.name(),
        dialect,
        product.state(),
        new ProductRules(mode, PER_NAME, NAMES, CloneResponse.REPORT, false, false, false, false),
        product.dataKey(),
        product.secret(),
        null,
        product.createdAt());
  }

  private Product rotated(Product product) {
    var row = ProductSecret.row(product.key(), 2);
    var newer = new ProductSecret(2, fixtures.vault.seal(product.dataKey(), row, NEWER_SECRET));
    return product.withSecrets(newer, product.secret());
  }

  private void change(String name, boolean enabled, boolean held) {
    var device = identities.device(identity(name));
    identities.put(
        new Device(
            device.identity(),
            device.batch(),
            device.secret(),
            enabled,
            held,
            false,
            1,
            device.createdAt(),
            device.registeredAt(),
            null));
  }

  private void activate(String name) {
    identities.markActivated(identities.device(identity(name)), Fixtures.NOW);
  }

  private RegistrationOutcome register(String name) {
    return register(name, Kind.UNLISTED);
  }

  private RegistrationOutcome register(String name, Kind kind) {
    return register(name, kind, Fixtures.PRODUCT_SECRET);
  }

  private RegistrationOutcome register(String name, Kind kind, SecretText secret) {
    var dialect = kind == Kind.EITHER ? Dialect.TENCENT : Dialect.ALIYUN;
    var origin = new Origin(Transport.MQTTS, "127.0.0.1");
    var request =
        new RegistrationRequest(identity(name), kind, proof(name, secret), dialect, origin);
    return registrar.register(request).toCompletableFuture().join();
  }

  private static Proof proof(String name, SecretText secret) {
    String text = "deviceName" + name;
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.exposeBytes(), "HmacSHA256"));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Proof.of(HmacAlgorithm.HMAC_SHA256, text, signature);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static ClientAdmitted admitted(RegistrationOutcome outcome) {
    assertThat(outcome).isInstanceOf(ClientAdmitted.class);
    return (ClientAdmitted) outcome;
  }

  private static DeviceIdentity identity(String name) {
    return new DeviceIdentity(Fixtures.DEVICE.product(), name);
  }
}
