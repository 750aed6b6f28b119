package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.device.TopologyChange;
import io.mintmark.gateway.GatewayCall;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest.Asked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gateways that speak for sub-devices, over sockets.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class SubDeviceTest {

  private static final DeviceIdentity GATEWAY = TestDialect.device("g1");
  private static final DeviceIdentity S1 = TestDialect.device("s1");

  private final Set<DeviceIdentity> barred = ConcurrentHashMap.newKeySet();
  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
    gate.gatewayDesk = this::serve;
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  /// Grants everything, except to those who are barred.
  private CompletionStage<GatewayOutcome> serve(GatewayCall call) {
    List<Result> results = new ArrayList<>();
    for (Asked asked : call.request().asked()) {
      var identity = ((Asked.Sound) asked).identity();
      results.add(
          barred.contains(identity)
              ? new Result.Refused(Reason.DEVICE_DISABLED)
              : new Result.Done(identity, null));
    }
    return CompletableFuture.completedFuture(new PerDevice(results));
  }

  private static byte[] request(String gateway, String what) {
    return Wire.publish(4, "/P1/" + gateway + "/gateway", 0, 0, what);
  }

  private static byte[] answer(String gateway, String what) {
    return Wire.publish(4, "/P1/" + gateway + "/answer", 0, 0, what);
  }

  private static byte[] message(String device) {
    return Wire.publish(4, "/P1/" + device + "/x", 0, 0, "21 degrees");
  }

  private RawClient withSubDevice(String gateway, String subDevice) throws Exception {
    RawClient client = gate.loggedIn(gateway);
    client.send(request(gateway, "login " + subDevice));
    assertThat(client.readPacket()).isEqualTo(answer(gateway, "login Done"));
    return client;
  }

  @Test
  void aSubDeviceIsOnlineThroughItsGateway() throws Exception {
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "login s1,s2"));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "login Done,Done"));
      assertThat(gate.gate.sessions().isOnline(S1)).isTrue();
      assertThat(gate.broker.isLeftAlone()).isTrue();
    }
  }

  @Test
  void aSubDeviceNotLetInIsNotOnline() throws Exception {
    barred.add(S1);
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "login s1"));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "login DEVICE_DISABLED"));
      assertThat(gate.gate.sessions().isOnline(S1)).isFalse();
    }
  }

  @Test
  void theGatewayPublishesForItsSubDevicesAndForNobodyElse() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(message("s2"), message("s1"), message("g1"));

      try (var upstream = gate.broker.acceptMqtt3()) {
        byte[] permitted = Wire.join(message("s1"), message("g1"));
        assertThat(upstream.readBytes(permitted.length)).isEqualTo(permitted);
      }
    }
  }

  @Test
  void afterALogoutTheGatewayNoLongerPublishesForTheSubDevice() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(request("g1", "logout s1"));
      assertThat(client.readPacket()).isEqualTo(answer("g1", "logout Done"));

      client.send(message("s1"), message("g1"));

      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readBytes(message("g1").length)).isEqualTo(message("g1"));
      }
      assertThat(gate.gate.sessions().isOnline(S1)).isFalse();
    }
  }

  @Test
  void whoIsNotOnlineCannotBeLoggedOut() throws Exception {
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "logout s1"));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "logout NOT_ONLINE"));
    }
  }

  @Test
  void oneWhoIsNotOnlineKeepsABatchIn() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(request("g1", "logout s1,s2"));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "logout LeftOut,NOT_ONLINE"));
      assertThat(gate.gate.sessions().isOnline(S1)).isTrue();
    }
  }

  @Test
  void aSecondLoginChangesNothing() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(request("g1", "login s1"));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "login Done"));
      assertThat(gate.gate.sessions().isOnline(S1)).isTrue();
    }
  }

  @Test
  void theGatewaySubscribesForItsSubDevices() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(Wire.subscribe(4, 7, "/P1/s2/x", "/P1/s1/x"));

      try (var upstream = gate.broker.acceptMqtt3()) {
        byte[] permitted = Wire.subscribe(4, 7, "/P1/s1/x");
        assertThat(upstream.readBytes(permitted.length)).isEqualTo(permitted);
      }
    }
  }

  @Test
  void withTheSubDeviceItsSubscriptionsGo() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(Wire.subscribe(4, 7, "/P1/s1/x", "/P1/g1/x"));
      try (var upstream = gate.broker.acceptMqtt3()) {
        upstream.readPacket();

        gate.gate.sessions().close(S1, "DEVICE_DISABLED");

        assertThat(upstream.readPacket())
            .isEqualTo(Wire.packet(0xA2, Wire.u16(0xFFFF), Wire.text("/P1/s1/x")));
        upstream.send(Wire.hex("B002FFFF"), Wire.hex("9003000701"));
        assertThat(client.readPacket()).isEqualTo(answer("g1", "ended s1 DEVICE_DISABLED"));
        assertThat(client.readPacketHex()).as("not our UNSUBACK").isEqualTo("9003000701");
      }
    }
  }

  @Test
  void aGatewayThatNeverSubscribesHoldsItsSubDevicesTopicsAll() throws Exception {
    try (var client = gate.connect().send(Wire.connect("login:P1/g1").clientId("_ss=1").bytes())) {
      client.readPacket();
      try (var upstream = gate.broker.acceptMqtt3()) {
        assertThat(upstream.readPacket()).isEqualTo(Wire.subscribe(4, 0xFFFF, "/P1/g1/auto/+"));
        upstream.send(Wire.hex("9003FFFF01"));

        client.send(request("g1", "login s1"));

        assertThat(upstream.readPacket()).isEqualTo(Wire.subscribe(4, 0xFFFF, "/P1/s1/auto/+"));
        byte[] down = Wire.publish(4, "/P1/s1/auto/command", 0, 0, "on");
        upstream.send(Wire.hex("9003FFFF01"), down);
        assertThat(client.readPacket()).isEqualTo(answer("g1", "login Done"));
        assertThat(client.readPacket()).isEqualTo(down);
      }
    }
  }

  @Test
  void theServerAnswersASubDeviceThroughItsGateway() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(Wire.publish(4, "/P1/s1/ask", 0, 0, "time?"));

      assertThat(client.readPacket())
          .isEqualTo(Wire.publish(4, "/P1/s1/answer", 0, 0, "re: time?"));
    }
  }

  @Test
  void aSubDeviceIsNoGateway() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(request("s1", "login s2"));

      assertThat(client.readPacket()).isEqualTo(answer("s1", "login METHOD_NOT_OFFERED"));
    }
  }

  @Test
  void theSubDevicesOwnLoginTakesItFromTheGateway() throws Exception {
    try (var client = withSubDevice("g1", "s1");
        var own = gate.loggedIn("s1")) {
      assertThat(client.readPacket()).isEqualTo(answer("g1", "ended s1 TAKEN_OVER"));
      assertThat(gate.gate.sessions().isOnline(S1)).isTrue();
      own.send(Wire.PINGREQ);
      assertThat(own.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void aLoginThroughAGatewayEndsTheDevicesOwnSession() throws Exception {
    try (var own = gate.loggedIn("s1");
        var _ = withSubDevice("g1", "s1")) {
      assertThat(own.isEnded()).isTrue();
      assertThat(gate.gate.sessions().isOnline(S1)).isTrue();
    }
  }

  @Test
  void anotherGatewaysLoginTakesTheSubDevice() throws Exception {
    try (var first = withSubDevice("g1", "s1");
        var second = withSubDevice("g2", "s1")) {
      assertThat(first.readPacket()).isEqualTo(answer("g1", "ended s1 TAKEN_OVER"));

      first.send(message("s1"), message("g1"));
      second.send(message("s1"));

      try (var one = gate.broker.acceptMqtt3();
          var other = gate.broker.acceptMqtt3()) {
        var words = List.of(Wire.hex(one.readPacket()), Wire.hex(other.readPacket()));
        assertThat(words)
            .containsExactlyInAnyOrder(Wire.hex(message("g1")), Wire.hex(message("s1")));
      }
    }
  }

  @Test
  void anOperatorsActEndsTheSubDeviceAndNotItsGateway() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      gate.gate.sessions().close(S1, "DEVICE_DELETED");

      assertThat(client.readPacket()).isEqualTo(answer("g1", "ended s1 DEVICE_DELETED"));
      assertThat(gate.gate.sessions().isOnline(S1)).isFalse();
      client.send(Wire.PINGREQ);
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void theEndOfTheTopologyEndsTheSessionThroughThatGatewayOnly() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      gate.gate.gateways().endThrough(TestDialect.device("g2"), S1);
      assertThat(gate.gate.sessions().isOnline(S1)).isTrue();

      gate.gate.gateways().endThrough(GATEWAY, S1);
      assertThat(client.readPacket()).isEqualTo(answer("g1", "ended s1 TOPOLOGY_REMOVED"));
    }
    try (var _ = gate.loggedIn("s1")) {
      gate.gate.gateways().endThrough(GATEWAY, S1);
      assertThat(gate.gate.sessions().isOnline(S1)).as("its own session").isTrue();
    }
  }

  @Test
  void theGatewaysEndTakesItsSubDevicesOffline() throws Exception {
    try (var client = withSubDevice("g1", "s1")) {
      client.send(Wire.DISCONNECT);
      assertThat(client.isEnded()).isTrue();
    }

    TestGate.await(() -> !gate.gate.sessions().isOnline(S1));
    assertThat(gate.gate.sessions().isOnline(S1)).isFalse();
    assertThat(gate.events)
        .filteredOn(event -> event.outcome().equals("GATEWAY_CLOSED"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.deviceName()).isEqualTo("s1");
              assertThat(event.detail()).isEqualTo("through gateway P1/g1");
            });
  }

  @Test
  void theBrokerForgetsWhatWasTheSubDevicesWhenAPersistentGatewayLeaves() throws Exception {
    byte[] connect = Wire.connect("login:P1/g1").persistent().bytes();
    try (var client = gate.connect().send(connect);
        var upstream = gate.broker.acceptMqtt3()) {
      client.readPacket();
      client.send(request("g1", "login s1"));
      client.readPacket();
      client.send(Wire.subscribe(4, 7, "/P1/s1/x"));
      upstream.readPacket();

      client.send(Wire.DISCONNECT);

      assertThat(upstream.readPacket())
          .isEqualTo(Wire.packet(0xA2, Wire.u16(0xFFFF), Wire.text("/P1/s1/x")));
      assertThat(upstream.readPacket()).isEqualTo(Wire.DISCONNECT);
    }
  }

  @Test
  void aSubDeviceDisabledWhileItsLoginIsBeingDecidedStaysOutside() throws Exception {
    staysOutside(() -> gate.gate.sessions().close(S1, "DEVICE_DISABLED"));
  }

  @Test
  void aSubDeviceTakenAwayWhileItsLoginIsBeingDecidedStaysOutside() throws Exception {
    staysOutside(() -> gate.gate.gateways().endThrough(GATEWAY, S1));
  }

  /// What is done while the login is being decided, and what bars the device from then on.
  private void staysOutside(Runnable act) throws Exception {
    var asked = new CountDownLatch(1);
    var first = new CompletableFuture<GatewayOutcome>();
    gate.gatewayDesk =
        call -> {
          var answer = first.isDone() ? serve(call) : first;
          asked.countDown();
          return answer;
        };
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "login s1"));
      asked.await();

      barred.add(S1);
      act.run();
      first.complete(new PerDevice(List.of(new Result.Done(S1, null))));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "login DEVICE_DISABLED"));
      assertThat(gate.gate.sessions().isOnline(S1)).isFalse();
    }
  }

  @Test
  void requestsAreDecidedOneAfterTheOther() throws Exception {
    var first = new CompletableFuture<GatewayOutcome>();
    List<String> calls = new CopyOnWriteArrayList<>();
    gate.gatewayDesk =
        call -> {
          calls.add(call.request().getClass().getSimpleName());
          return calls.size() == 1 ? first : serve(call);
        };
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "bind s1"), request("g1", "login s1"), Wire.PINGREQ);
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
      assertThat(calls).containsExactly("Bind");

      first.complete(new PerDevice(List.of(new Result.Done(S1, null))));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "bind Done"));
      assertThat(client.readPacket()).isEqualTo(answer("g1", "login Done"));
    }
  }

  @Test
  void theGatewayThatHadASubDeviceHearsThatAnotherBoundIt() throws Exception {
    try (var first = withSubDevice("g1", "s1");
        var second = gate.loggedIn("g2")) {
      gate.gatewayDesk =
          _ ->
              CompletableFuture.completedFuture(
                  new PerDevice(List.of(new Result.Done(S1, GATEWAY))));
      second.send(request("g2", "bind s1"));

      assertThat(second.readPacket()).isEqualTo(answer("g2", "bind Done"));
      assertThat(first.readPacket()).isEqualTo(answer("g1", "ended s1 TOPOLOGY_REMOVED"));
      assertThat(first.readPacket()).isEqualTo(answer("g1", "topology REMOVED 1"));
      assertThat(gate.gate.sessions().isOnline(S1)).isFalse();
    }
  }

  @Test
  void aGatewayMayBeToldOfItsTopology() throws Exception {
    try (var client = gate.loggedIn("g1")) {
      var notice = new Notice.TopologyChanged(TopologyChange.DISABLED, List.of(S1));

      assertThat(gate.gate.sessions().tell(GATEWAY, notice)).isTrue();

      assertThat(client.readPacket()).isEqualTo(answer("g1", "topology DISABLED 1"));
    }
  }

  @Test
  void aBroadcastReachesSubDevicesThroughTheirGateway() throws Exception {
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "login s1,s2"));
      client.readPacket();

      int told = broadcast("told");

      assertThat(told).isEqualTo(3);
      assertThat(
              List.of(
                  Wire.hex(client.readPacket()),
                  Wire.hex(client.readPacket()),
                  Wire.hex(client.readPacket())))
          .containsExactlyInAnyOrder(
              Wire.hex(Wire.publish(4, "/P1/g1/told", 0, 0, "news")),
              Wire.hex(Wire.publish(4, "/P1/s1/told", 0, 0, "news")),
              Wire.hex(Wire.publish(4, "/P1/s2/told", 0, 0, "news")));
    }
  }

  @Test
  void aGatewayHearsOnceWhatIsSaidToAllOnOneTopic() throws Exception {
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "login s1,s2"));
      client.readPacket();

      broadcast("all");
      client.send(Wire.PINGREQ);

      assertThat(client.readPacket()).isEqualTo(Wire.publish(4, "/P1/all", 0, 0, "news"));
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  private int broadcast(String name) {
    var notice = new Notice.Broadcast(name, "news".getBytes(StandardCharsets.UTF_8));
    return gate.gate
        .sessions()
        .broadcast(TestDialect.PRODUCT, notice)
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void aDeskThatFailsIsAnInternalError() throws Exception {
    gate.gatewayDesk = _ -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
    try (var client = gate.loggedIn("g1")) {
      client.send(request("g1", "login s1"));

      assertThat(client.readPacket()).isEqualTo(answer("g1", "login INTERNAL"));
    }
  }
}
