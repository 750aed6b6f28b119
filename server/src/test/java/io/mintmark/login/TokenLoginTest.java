package io.mintmark.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceClients.Admission;
import io.mintmark.device.DeviceClients.NewClient;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.DeviceTokens;
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
import io.mintmark.product.CloneResponse;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.RegistrationMode;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Units that show the ClientID and DeviceToken of an unlisted registration.
class TokenLoginTest {

  private static final DeviceIdentity NAME =
      new DeviceIdentity(Fixtures.DEVICE.product(), "dev-nwl-001");
  private static final SecretText TOKEN = SecretText.of("TK7c3d86fe24dda86058c94d97593b1fb");

  private final Fixtures fixtures = new Fixtures();
  private final MemoryIdentities identities = new MemoryIdentities();
  private final MemoryDeviceClients clients = new MemoryDeviceClients(identities);
  private final List<Event> events = new ArrayList<>();
  private final InstantSource clock = InstantSource.fixed(Fixtures.NOW);
  private final Product product = fixtures.product(false);
  private final DeviceLogin logins =
      new CredentialLogin(
          new SecretLogin(
              identities,
              fixtures.vault,
              new ProofCheck(),
              WrongProofs.unexplained(events::add),
              clock),
          new TokenLogin(clients, fixtures.vault, clock),
          events::add,
          clock);

  @BeforeEach
  void aNameWithOneUnitAndTheSwitchOff() {
    identities.put(product);
    admit("CID1", TOKEN);
  }

  @Test
  void theFirstLoginActivatesTheDeviceAndIsNotedForTheUnit() {
    var outcome = login("CID1", TOKEN);

    assertThat(outcome).isEqualTo(new Admitted(NAME, true, "CID1", product.rules()));
    assertThat(identities.device(NAME).activatedAt()).isEqualTo(Fixtures.NOW);
    assertThat(clients.ofName(NAME).getFirst().firstConnectedAt()).isEqualTo(Fixtures.NOW);
    assertThat(events).extracting(Event::outcome).containsExactly("ACTIVATED", "ADMITTED");
    assertThat(events)
        .extracting(Event::detail)
        .containsOnly("client CID1; sdk-c-4.2.0")
        .noneMatch(detail -> detail.contains(TOKEN.expose()));
  }

  @Test
  void laterLoginsWriteNothing() {
    login("CID1", TOKEN);
    clients.failWritesWith(new IllegalStateException("no write expected"));

    assertThat(login("CID1", TOKEN)).isEqualTo(new Admitted(NAME, false, "CID1", product.rules()));
  }

  @Test
  void theFirstLoginOfASecondUnitIsNoActivation() {
    admit("CID2", SecretText.of("another token"));
    login("CID1", TOKEN);

    var outcome = login("CID2", SecretText.of("another token"));

    assertThat(outcome).isEqualTo(new Admitted(NAME, false, "CID2", product.rules()));
    assertThat(clients.ofName(NAME)).noneMatch(client -> client.firstConnectedAt() == null);
  }

  @Test
  void anUnknownUnitAndAWrongTokenAreRefused() {
    admit("CID2", SecretText.of("another token"));

    assertThat(login("CID9", TOKEN)).isEqualTo(new Refused(Reason.CLIENT_UNKNOWN));
    assertThat(login("cid1", TOKEN)).isEqualTo(new Refused(Reason.CLIENT_UNKNOWN));
    assertThat(login("CID2", TOKEN)).isEqualTo(new Refused(Reason.TOKEN_WRONG));
    assertThat(login("CID1", SecretText.of(""))).isEqualTo(new Refused(Reason.TOKEN_WRONG));
    assertThat(login("CID1", SecretText.of(clients.ofName(NAME).getFirst().tokenHash())))
        .isEqualTo(new Refused(Reason.TOKEN_WRONG));
  }

  @Test
  void aHashCopiedToAnotherRowOpensNothingThere() {
    var stolen = clients.ofName(NAME).getFirst().tokenHash();
    put("CID2", stolen);

    assertThat(login("CID2", TOKEN)).isEqualTo(new Refused(Reason.TOKEN_WRONG));
  }

  @Test
  void aListedDeviceHasNoUnits() {
    identities.put(fixtures.device(product));

    assertThat(login(Fixtures.DEVICE, Dialect.ALIYUN, Transport.MQTTS, null, "CID1"))
        .isEqualTo(new Refused(Reason.CLIENT_UNKNOWN));
  }

  @Test
  void namesProductsAndDialectsThatDoNotFitAreRefused() {
    var nobody = new DeviceIdentity(NAME.product(), "nobody");
    var nowhere = new DeviceIdentity(new ProductKey("a1Unknown01"), "dev-nwl-001");

    assertThat(login(nobody, Dialect.ALIYUN, Transport.MQTTS, null, "CID1"))
        .isEqualTo(new Refused(Reason.DEVICE_UNKNOWN));
    assertThat(login(nowhere, Dialect.ALIYUN, Transport.MQTTS, null, "CID1"))
        .isEqualTo(new Refused(Reason.PRODUCT_UNKNOWN));
    assertThat(login(NAME, Dialect.TENCENT, Transport.MQTTS, null, "CID1"))
        .isEqualTo(new Refused(Reason.DIALECT_MISMATCH));
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT", "MQTTS", "WS", "WSS"})
  void withoutTlsATokenIsTakenOnlyIfTheProductSaysSo(Transport transport) {
    var strict = login(NAME, Dialect.ALIYUN, transport, null, "CID1");
    identities.put(
        product.withRules(
            new ProductRules(
                RegistrationMode.OFF, 5, 5, CloneResponse.REPORT, true, false, false, false)));
    var lenient = login(NAME, Dialect.ALIYUN, transport, null, "CID1");

    assertThat(strict instanceof Admitted).isEqualTo(transport.encrypted());
    if (!transport.encrypted()) {
      assertThat(strict).isEqualTo(new Refused(Reason.PLAIN_TRANSPORT));
    }
    assertThat(lenient).isInstanceOf(Admitted.class);
  }

  @Test
  void aBannedUnitIsToldSoOnlyIfItsTokenIsRight() {
    clients.banAll(NAME);

    assertThat(login("CID1", TOKEN)).isEqualTo(new Refused(Reason.CLIENT_BANNED));
    assertThat(login("CID1", SecretText.of("wrong"))).isEqualTo(new Refused(Reason.TOKEN_WRONG));
  }

  @Test
  void aUnitBannedWhileItsFirstLoginWasUnderWayStaysOutside() {
    clients.beforeNextWrite(() -> clients.banAll(NAME));

    assertThat(login("CID1", TOKEN)).isEqualTo(new Refused(Reason.CLIENT_BANNED));
    assertThat(identities.device(NAME).activatedAt()).isNull();
  }

  @Test
  void aDisabledOrHeldNameIsRefused() {
    put(false, false);
    assertThat(login("CID1", TOKEN)).isEqualTo(new Refused(Reason.DEVICE_DISABLED));

    put(true, true);
    assertThat(login("CID1", TOKEN)).isEqualTo(new Refused(Reason.DEVICE_HELD));
    assertThat(login("CID1", SecretText.of("wrong"))).isEqualTo(new Refused(Reason.TOKEN_WRONG));
  }

  @Test
  void theHandshakeOfAnotherDeviceIsRefusedEvenWithARightToken() {
    var proven = new ProvenIdentity(Fixtures.DEVICE, fixtures.device(product).secret());

    assertThat(login(NAME, Dialect.ALIYUN, Transport.MQTTS, proven, "CID1"))
        .isEqualTo(new Refused(Reason.IDENTITY_MISMATCH));
  }

  @Test
  void aStoreThatIsFullOrBrokenAdmitsNobodyForTheFirstTime() {
    clients.failWritesWith(new StoreOverloadedException());
    assertThat(login("CID1", TOKEN)).isEqualTo(new Refused(Reason.OVERLOADED));

    clients.failWritesWith(new IllegalStateException("disk on fire"));
    assertThat(login("CID1", TOKEN)).isEqualTo(new Refused(Reason.INTERNAL));
  }

  private void admit(String clientId, SecretText token) {
    put(clientId, new DeviceTokens(fixtures.vault).hash(NAME, clientId, token));
  }

  private void put(String clientId, String tokenHash) {
    var secret = fixtures.device(product).secret();
    var unit = new NewClient(NAME, clientId, tokenHash, secret, 5, 5, 1, Fixtures.NOW);
    assertThat(clients.admit(unit).toCompletableFuture().join()).isEqualTo(Admission.ADMITTED);
  }

  private void put(boolean enabled, boolean held) {
    var device = identities.device(NAME);
    identities.put(
        new Device(
            NAME,
            null,
            device.secret(),
            enabled,
            held,
            false,
            1,
            Fixtures.NOW,
            Fixtures.NOW,
            null));
  }

  private LoginOutcome login(String clientId, SecretText token) {
    return login(NAME, Dialect.ALIYUN, Transport.MQTTS, null, clientId, token);
  }

  private LoginOutcome login(
      DeviceIdentity identity,
      Dialect dialect,
      Transport transport,
      @Nullable ProvenIdentity proven,
      String clientId) {
    return login(identity, dialect, transport, proven, clientId, TOKEN);
  }

  private LoginOutcome login(
      DeviceIdentity identity,
      Dialect dialect,
      Transport transport,
      @Nullable ProvenIdentity proven,
      String clientId,
      SecretText token) {
    return logins
        .login(
            new LoginAttempt(
                identity,
                new Credential.Token(clientId, token),
                proven,
                dialect,
                new Origin(transport, "127.0.0.1"),
                "sdk-c-4.2.0"))
        .toCompletableFuture()
        .join();
  }
}
