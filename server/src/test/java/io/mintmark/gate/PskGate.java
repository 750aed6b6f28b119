package io.mintmark.gate;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.device.MemoryDeviceClients;
import io.mintmark.device.MemoryIdentities;
import io.mintmark.device.TakeOvers;
import io.mintmark.dialect.Dialects;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.event.Event;
import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.login.CredentialLogin;
import io.mintmark.login.PresharedKeys;
import io.mintmark.login.SecretLogin;
import io.mintmark.login.SecretsAsKeys;
import io.mintmark.login.TokenLogin;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.ProductSecret;
import io.mintmark.project.ProjectId;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A gate with one event loop, with the real login behind it, and three devices: two of Tencent's,
/// of which the first is that of tencent-device V11, and that of aliyun-device V10.
final class PskGate implements AutoCloseable {

  static final String ONE = "QTV4XN8ZKDdev-0001";
  static final String TWO = "QTV4XN8ZKDdev-0002";
  static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
  static final SecretText SECRET = SecretText.of("AAECAwQFBgcICQoLDA0ODw==");

  final Fixtures fixtures = new Fixtures();
  final MemoryIdentities identities = new MemoryIdentities();
  final List<Event> events = new CopyOnWriteArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  final FakeBroker broker = new FakeBroker();
  final Product product = product();
  final Gate gate;
  final GateAddresses addresses;

  /// Where keys come from; a test may put another before it.
  volatile PresharedKeys keys = new SecretsAsKeys(identities, fixtures.vault);

  PskGate() throws IOException {
    this(AdmissionLimits.DEFAULT);
  }

  PskGate(AdmissionLimits admission) throws IOException {
    identities.put(product);
    identities.put(device(ONE, SECRET, true));
    identities.put(device(TWO, SecretText.of("Dw4NDAsKCQgHBgUEAwIBAA=="), true));
    var aliyun = fixtures.product(false);
    identities.put(aliyun);
    identities.put(fixtures.device(aliyun));
    var neighbours =
        new GateNeighbours(
            new Dialects(List.of(new AliyunDialect(), new TencentDialect(() -> new UUID(0, 0)))),
            _ ->
                CompletableFuture.completedFuture(
                    new RegistrationOutcome.Refused(RegistrationOutcome.Reason.REGISTRATION_OFF)),
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
                InstantSource.fixed(Fixtures.NOW)),
            claim -> keys.find(claim),
            TestGate.NO_GATEWAYS,
            (_, _) -> CompletableFuture.completedFuture(Optional.empty()),
            broker,
            events::add,
            TakeOvers.UNWATCHED);
    gate =
        new Gate(
            new GateSettings("127.0.0.1", 0, 0, 0, 0, false, 1, GateLimits.DEFAULT, admission),
            TestGate.certificates(),
            neighbours,
            new SecureRandom(),
            InstantSource.system(),
            nanos::get,
            Duration.ofMillis(5));
    addresses = gate.start();
  }

  static DeviceIdentity identity(String text) {
    return new DeviceIdentity(new ProductKey(text.substring(0, 10)), text.substring(10));
  }

  private Product product() {
    var key = identity(ONE).product();
    var dataKey = fixtures.vault.newDataKey(key.value());
    return new Product(
        key,
        new ProjectId("p-0123456789"),
        "capture",
        Dialect.TENCENT,
        Product.State.PUBLISHED,
        ProductRules.DEFAULT,
        dataKey,
        new ProductSecret(
            1, fixtures.vault.seal(dataKey, ProductSecret.row(key, 1), Fixtures.PRODUCT_SECRET)),
        null,
        Fixtures.NOW);
  }

  /// Each call seals anew, as for a device made anew.
  Device device(String text, SecretText secret, boolean enabled) {
    var identity = identity(text);
    return new Device(
        identity,
        new BatchId("b-0123456789"),
        fixtures.vault.seal(product.dataKey(), identity.secretRow(), secret),
        enabled,
        false,
        false,
        0,
        Fixtures.NOW,
        null,
        null);
  }

  PskClient.Offer offer(String identity, byte[] key, int... suites) {
    return new PskClient.Offer(identity, key, suites);
  }

  /// A device that has done its handshake.
  RawClient connect(PskClient.Offer offer) throws IOException {
    return new RawClient(new PskClient(addresses.mqtts().getPort(), offer));
  }

  RawClient connect(String identity) throws IOException {
    return connect(offer(identity, KEY, 0x008C));
  }

  /// As C SDKs send it over TLS-PSK: no password.
  static byte[] connectPacket(String device) {
    return connectPacket(device, 0x82, new byte[0]);
  }

  static byte[] connectPacket(String device, String password) {
    return connectPacket(device, 0xC2, Wire.text(password));
  }

  private static byte[] connectPacket(String device, int flags, byte[] tail) {
    return Wire.packet(
        0x10,
        Wire.text("MQTT"),
        Wire.u8(4),
        Wire.u8(flags),
        Wire.u16(240),
        Wire.text(device),
        Wire.text(device + ";21010406;9haMc;92233720368547758"),
        tail);
  }

  GateCounters.Figures figures() {
    return gate.counters().read();
  }

  List<String> outcomes() {
    return events.stream().map(Event::outcome).toList();
  }

  @Override
  public void close() throws IOException {
    gate.stop();
    broker.close();
  }
}
