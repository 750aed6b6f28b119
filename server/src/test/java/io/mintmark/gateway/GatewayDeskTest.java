package io.mintmark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.device.MemoryIdentities;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.event.Event;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.gateway.GatewayOutcome.Described;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest.Asked;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.ProductSecret;
import io.mintmark.project.ProjectId;
import io.mintmark.refusal.WrongProofs;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayDeskTest {

  private static final DeviceIdentity GATEWAY = Fixtures.DEVICE;
  private static final DeviceIdentity OTHER_GATEWAY = named("gw-2");
  private static final DeviceIdentity SUB = named("sub-001");
  private static final SecretText SUB_SECRET = SecretText.of("00112233445566778899aabbccddeeff");
  private static final Origin ORIGIN = new Origin(Transport.MQTTS, "127.0.0.1");

  /// aliyun-device V8, the newer JavaScript SDK's.
  private static final Proof RIGHT =
      proof(
          HmacAlgorithm.HMAC_SHA1,
          "clientIda1CapTure01&sub-001deviceNamesub-001productKeya1CapTure01timestamp1795177060821",
          "f694112100ca58977b6d1555e70069310c9d9c49");

  /// aliyun-device V9, the C SDK's.
  private static final Proof OF_PRODUCT =
      proof(
          HmacAlgorithm.HMAC_SHA256,
          "deviceNamesub-001productKeya1CapTure01random5F95C8935A9F6D79A021",
          "b58444233f4fdc3d44faa243fbc7f55c063534874ef60e12964b03d253fe66a1");

  private static final Proof WRONG = Proof.of(HmacAlgorithm.HMAC_SHA1, "anything", new byte[20]);

  private int room = 10;
  private final Fixtures fixtures = new Fixtures();
  private final MemoryIdentities identities = new MemoryIdentities();
  private final MemoryTopology topology = new MemoryTopology();
  private final List<Event> events = new ArrayList<>();
  private final Product product = ofGateways(fixtures.product(true));
  private final GatewayDesk desk =
      new StoredGatewayDesk(
          identities,
          topology,
          fixtures.vault,
          new ProofCheck(),
          events::add,
          WrongProofs.unexplained(events::add),
          InstantSource.fixed(Fixtures.NOW));

  @BeforeEach
  void aGatewayAndAListedDevice() {
    identities.put(product);
    identities.put(fixtures.device(product));
    identities.put(device(SUB, true, false, null));
    identities.put(device(OTHER_GATEWAY, true, false, null));
  }

  // Registration.

  private static Product ofGateways(Product product) {
    return product.withRules(product.rules().withGateway());
  }

  @Test
  void aDeviceOfAnotherProductThanOneOfGatewaysIsToldNoSecrets() {
    identities.put(fixtures.product(true));

    assertThat(serve(register(null))).isEqualTo(new GatewayOutcome.Refused(Reason.NOT_A_GATEWAY));
  }

  @Test
  void aGatewayGetsTheSecretOfAListedDevice() {
    var outcome = serve(register(null));

    assertThat(outcome).isEqualTo(one(new Result.Issued(SUB, SUB_SECRET)));
    assertThat(identities.device(SUB).registeredAt()).isEqualTo(Fixtures.NOW);
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.outcome()).isEqualTo("ISSUED");
              assertThat(event.deviceName()).isEqualTo("sub-001");
              assertThat(event.detail()).isEqualTo("through gateway a1CapTure01/dev-pre-001");
            });
  }

  @Test
  void aRepeatedRegistrationGetsTheSameSecret() {
    serve(register(null));

    assertThat(serve(register(null))).isEqualTo(one(new Result.Issued(SUB, SUB_SECRET)));
  }

  @Test
  void aRegistrationSignedWithTheProductSecretIsNotedWithItsVersion() {
    assertThat(serve(register(OF_PRODUCT))).isEqualTo(one(new Result.Issued(SUB, SUB_SECRET)));
    assertThat(identities.device(SUB).registeredWith()).isEqualTo(1);
  }

  @Test
  void aRegistrationSignedWronglyIsRefused() {
    assertThat(serve(register(WRONG))).isEqualTo(refused(Reason.PROOF_WRONG));
    assertThat(events).extracting(Event::outcome).containsExactly("PROOF_WRONG");
  }

  @Test
  void theProductsSwitchIsTheSubDevicesToo() {
    identities.put(ofGateways(fixtures.product(false)));

    assertThat(serve(register(null))).isEqualTo(refused(Reason.REGISTRATION_OFF));
  }

  @Test
  void anActivatedDeviceDoesNotRegister() {
    identities.put(device(SUB, true, false, Fixtures.NOW));

    assertThat(serve(register(null))).isEqualTo(refused(Reason.ALREADY_ACTIVATED));
  }

  @Test
  void aDeviceNotListedDoesNotRegister() {
    identities.remove(SUB);

    assertThat(serve(register(null))).isEqualTo(refused(Reason.DEVICE_UNKNOWN));
  }

  @Test
  void theSecretOfAnUnlistedNameIsGivenToNobody() {
    var listed = device(SUB, true, false, null);
    identities.put(
        new Device(
            SUB, null, listed.secret(), true, false, false, 1, Fixtures.NOW, Fixtures.NOW, null));

    assertThat(serve(register(null))).isEqualTo(refused(Reason.NOT_LISTED));
  }

  @Test
  void aSubDeviceOfAnotherGatewayDoesNotRegisterThroughThisOne() {
    topology.put(OTHER_GATEWAY, SUB);

    assertThat(serve(register(null))).isEqualTo(refused(Reason.BOUND_ELSEWHERE));
  }

  @Test
  void aSignedRegistrationIsServedWhateverTheTopology() {
    topology.put(OTHER_GATEWAY, SUB);

    assertThat(serve(register(OF_PRODUCT))).isEqualTo(one(new Result.Issued(SUB, SUB_SECRET)));
  }

  @Test
  void aGatewayOfAnotherProjectGetsNothing() {
    var stranger = new DeviceIdentity(new ProductKey("a1Stranger1"), "gw");
    identities.put(otherProject(stranger.product()));

    assertThat(serve(stranger, register(null))).isEqualTo(refused(Reason.OTHER_PROJECT));
    assertThat(serve(stranger, bind(RIGHT))).isEqualTo(refused(Reason.OTHER_PROJECT));
  }

  @Test
  void aGatewayIsNotItsOwnSubDevice() {
    var self = new GatewayRequest.Register(List.of(new Asked.Sound(GATEWAY, null, null)), true);

    assertThat(serve(self)).isEqualTo(refused(Reason.GATEWAY_ITSELF));
  }

  // Topology.

  @Test
  void aDeviceIsBoundByAProofOfItsSecret() {
    var outcome = serve(bind(RIGHT));

    assertThat(outcome).isEqualTo(one(new Result.Done(SUB, null)));
    assertThat(serve(new GatewayRequest.Describe())).isEqualTo(new Described(List.of(SUB)));
    assertThat(events).extracting(Event::outcome).containsExactly("BOUND");
  }

  @Test
  void aDeviceIsNotBoundByAWrongProof() {
    assertThat(serve(bind(WRONG))).isEqualTo(refused(Reason.PROOF_WRONG));
    assertThat(serve(new GatewayRequest.Describe())).isEqualTo(new Described(List.of()));
  }

  @Test
  void aProofMovesASubDeviceFromItsGateway() {
    topology.put(OTHER_GATEWAY, SUB);

    assertThat(serve(bind(RIGHT))).isEqualTo(one(new Result.Done(SUB, OTHER_GATEWAY)));
    assertThat(serve(OTHER_GATEWAY, new GatewayRequest.Describe()))
        .isEqualTo(new Described(List.of()));
  }

  @Test
  void whereSubDevicesDoNotMoveABoundOneIsRefused() {
    topology.put(OTHER_GATEWAY, SUB);
    assertThat(serve(staying(RIGHT))).isEqualTo(refused(Reason.BOUND_ELSEWHERE));

    topology.put(GATEWAY, SUB);
    assertThat(serve(staying(RIGHT))).isEqualTo(refused(Reason.BOUND_ALREADY));
  }

  @Test
  void aBindingThatAnotherGatewayOvertakesIsDecidedAnew() {
    topology.beforeNextWrite(() -> topology.put(OTHER_GATEWAY, SUB));

    assertThat(serve(staying(RIGHT))).isEqualTo(refused(Reason.BOUND_ELSEWHERE));
  }

  @Test
  void aGatewayHasNoMoreSubDevicesThanTheLimit() {
    IntStream.range(0, Topology.MAX_SUB_DEVICES)
        .forEach(i -> topology.put(GATEWAY, named("other-" + i)));

    assertThat(serve(bind(RIGHT))).isEqualTo(refused(Reason.TOO_MANY_SUB_DEVICES));

    topology.put(GATEWAY, SUB);
    assertThat(serve(bind(RIGHT))).isEqualTo(one(new Result.Done(SUB, null)));
  }

  @Test
  void aDisabledDeviceIsNotBound() {
    identities.put(device(SUB, false, false, null));

    assertThat(serve(bind(RIGHT))).isEqualTo(refused(Reason.DEVICE_DISABLED));
  }

  @Test
  void anExpiredProofBindsNothing() {
    var asked = new Asked.Sound(SUB, RIGHT, Fixtures.NOW.minusSeconds(1));

    assertThat(serve(new GatewayRequest.Bind(List.of(asked), true, true)))
        .isEqualTo(refused(Reason.EXPIRED));
  }

  @Test
  void aRelationEndsOnce() {
    topology.put(GATEWAY, SUB);

    assertThat(serve(unbind())).isEqualTo(one(new Result.Done(SUB, GATEWAY)));
    assertThat(serve(unbind())).isEqualTo(refused(Reason.TOPOLOGY_MISSING));
  }

  @Test
  void aGatewayDoesNotUnbindAnothersSubDevice() {
    topology.put(OTHER_GATEWAY, SUB);

    assertThat(serve(unbind())).isEqualTo(refused(Reason.TOPOLOGY_MISSING));
  }

  @Test
  void aGatewayMayGiveUpAllItsSubDevicesAtOnce() {
    topology.put(GATEWAY, SUB);
    topology.put(OTHER_GATEWAY, named("sub-002"));

    assertThat(serve(new GatewayRequest.UnbindAll())).isEqualTo(new Described(List.of(SUB)));
    assertThat(serve(new GatewayRequest.Describe())).isEqualTo(new Described(List.of()));
    assertThat(serve(OTHER_GATEWAY, new GatewayRequest.Describe()))
        .isEqualTo(new Described(List.of(named("sub-002"))));
  }

  // Login.

  @Test
  void theFirstLoginActivatesASubDevice() {
    topology.put(GATEWAY, SUB);

    assertThat(serve(login(RIGHT))).isEqualTo(one(new Result.Done(SUB, null)));
    assertThat(identities.device(SUB).activatedAt()).isEqualTo(Fixtures.NOW);
    assertThat(events).extracting(Event::outcome).containsExactly("ACTIVATED", "ADMITTED");
  }

  @Test
  void aSubDeviceWithoutTopologyStaysOutside() {
    assertThat(serve(login(RIGHT))).isEqualTo(refused(Reason.TOPOLOGY_MISSING));
    assertThat(identities.device(SUB).activatedAt()).isNull();
  }

  @Test
  void theTopologyAloneLetsASubDeviceInWhereTheDialectHasNoProof() {
    assertThat(serve(login(null))).isEqualTo(refused(Reason.TOPOLOGY_MISSING));

    topology.put(GATEWAY, SUB);
    assertThat(serve(login(null))).isEqualTo(one(new Result.Done(SUB, null)));
  }

  @Test
  void aWrongSignatureStaysOutsideWhateverTheTopology() {
    topology.put(GATEWAY, SUB);

    assertThat(serve(login(WRONG))).isEqualTo(refused(Reason.PROOF_WRONG));
  }

  @Test
  void aHeldSubDeviceStaysOutside() {
    topology.put(GATEWAY, SUB);
    identities.put(device(SUB, true, true, null));

    assertThat(serve(login(RIGHT))).isEqualTo(refused(Reason.DEVICE_HELD));
  }

  @Test
  void aSubDeviceThatIsDisabledDuringItsFirstLoginStaysOutside() {
    topology.put(GATEWAY, SUB);
    identities.beforeNextWrite(() -> identities.put(device(SUB, false, false, null)));

    assertThat(serve(login(RIGHT))).isEqualTo(refused(Reason.DEVICE_DISABLED));
  }

  @Test
  void oneRefusalKeepsAWholeBatchOutside() {
    topology.put(GATEWAY, SUB);
    var asked =
        List.<Asked>of(
            new Asked.Sound(SUB, RIGHT, null), new Asked.Sound(named("nobody"), WRONG, null));

    assertThat(serve(new GatewayRequest.Login(asked, true)))
        .isEqualTo(
            new PerDevice(
                List.of(new Result.LeftOut(), new Result.Refused(Reason.DEVICE_UNKNOWN))));
    assertThat(identities.device(SUB).activatedAt()).isNull();
  }

  @Test
  void whereEachIsDecidedByItselfTheOthersGoOn() {
    topology.put(GATEWAY, SUB);
    var asked =
        List.<Asked>of(
            new Asked.Sound(SUB, null, null),
            new Asked.Faulty("?", "?", Reason.MALFORMED, "no name"));

    assertThat(serve(new GatewayRequest.Login(asked, false)))
        .isEqualTo(
            new PerDevice(
                List.of(new Result.Done(SUB, null), new Result.Refused(Reason.MALFORMED))));
  }

  @Test
  void noMoreLogInThanThereIsRoomFor() {
    topology.put(GATEWAY, SUB);
    room = 0;

    assertThat(serve(login(RIGHT))).isEqualTo(refused(Reason.TOO_MANY_ONLINE));
    assertThat(identities.device(SUB).activatedAt()).isNull();
  }

  @Test
  void anOverloadedStoreIsSaidSo() {
    topology.put(GATEWAY, SUB);
    identities.failWritesWith(new StoreOverloadedException());

    assertThat(serve(login(RIGHT))).isEqualTo(new GatewayOutcome.Refused(Reason.OVERLOADED));
  }

  @Test
  void aBrokenStoreIsAnInternalError() {
    topology.put(GATEWAY, SUB);
    identities.failWritesWith(new IllegalStateException("broken"));

    assertThat(serve(login(RIGHT))).isEqualTo(new GatewayOutcome.Refused(Reason.INTERNAL));
  }

  @Test
  void aMessageThatCannotBeReadIsTheGatewaysOwnEvent() {
    serve(new GatewayRequest.Unreadable(Reason.MALFORMED, "not JSON"));

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.deviceName()).isEqualTo("dev-pre-001"));
  }

  private GatewayOutcome serve(GatewayRequest request) {
    return serve(GATEWAY, request);
  }

  private GatewayOutcome serve(DeviceIdentity gateway, GatewayRequest request) {
    return desk.serve(new GatewayCall(gateway, Dialect.ALIYUN, ORIGIN, request, room))
        .toCompletableFuture()
        .join();
  }

  private static GatewayRequest register(@Nullable Proof proof) {
    return new GatewayRequest.Register(List.of(new Asked.Sound(SUB, proof, null)), true);
  }

  private static GatewayRequest bind(Proof proof) {
    return new GatewayRequest.Bind(List.of(new Asked.Sound(SUB, proof, null)), true, true);
  }

  private static GatewayRequest staying(Proof proof) {
    return new GatewayRequest.Bind(List.of(new Asked.Sound(SUB, proof, null)), false, false);
  }

  private static GatewayRequest unbind() {
    return new GatewayRequest.Unbind(List.of(new Asked.Sound(SUB, null, null)), true);
  }

  private static GatewayRequest login(@Nullable Proof proof) {
    return new GatewayRequest.Login(List.of(new Asked.Sound(SUB, proof, null)), true);
  }

  private static GatewayOutcome one(Result result) {
    return new PerDevice(List.of(result));
  }

  private static GatewayOutcome refused(Reason reason) {
    return one(new Result.Refused(reason));
  }

  private Device device(
      DeviceIdentity identity, boolean enabled, boolean held, @Nullable Instant activatedAt) {
    return new Device(
        identity,
        new BatchId("b-0123456789"),
        fixtures.vault.seal(product.dataKey(), identity.secretRow(), SUB_SECRET),
        enabled,
        held,
        false,
        0,
        Fixtures.NOW,
        null,
        activatedAt);
  }

  private Product otherProject(ProductKey key) {
    var dataKey = fixtures.vault.newDataKey(key.value());
    return new Product(
        key,
        new ProjectId("p-9876543210"),
        "stranger",
        Dialect.ALIYUN,
        Product.State.PUBLISHED,
        ProductRules.DEFAULT.withGateway(),
        dataKey,
        new ProductSecret(
            1, fixtures.vault.seal(dataKey, ProductSecret.row(key, 1), Fixtures.PRODUCT_SECRET)),
        null,
        Fixtures.NOW);
  }

  private static DeviceIdentity named(String name) {
    return new DeviceIdentity(Fixtures.DEVICE.product(), name);
  }

  private static Proof proof(HmacAlgorithm algorithm, String text, String hex) {
    return Proof.of(algorithm, text, HexFormat.of().parseHex(hex));
  }
}
