package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.device.SubDeviceEnd;
import io.mintmark.device.TopologyChange;
import io.mintmark.dialect.Mutations;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.Samples;
import io.mintmark.dialect.ServiceMessage;
import io.mintmark.dialect.ServiceReading;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.gateway.GatewayOutcome.Described;
import io.mintmark.gateway.GatewayOutcome.PerDevice;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayOutcome.Result;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.gateway.GatewayRequest.Asked;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages on `$gateway/operation` and the answers.
class GatewayMessagesTest {

  private static final DeviceIdentity GATEWAY = Samples.identity("QTV4XN8ZKD", "gw-0001");
  private static final DeviceIdentity SUB = TencentSamples.DEVICE;
  private static final String UP = "$gateway/operation/QTV4XN8ZKD/gw-0001";
  private static final String DOWN = "$gateway/operation/result/QTV4XN8ZKD/gw-0001 ";
  private static final String NAMES = "{\"product_id\":\"QTV4XN8ZKD\",\"device_name\":\"dev-0001\"";

  private static final String BIND =
      """
      {"type":"bind","payload":{"devices":[{"product_id":"QTV4XN8ZKD","device_name":"dev-0001",\
      "signature":"%s","random":123456,"timestamp":1795178000,"signmethod":"%s",\
      "authtype":"psk"}]}}""";

  private static final Map<Reason, Integer> RESULTS =
      """
              MALFORMED 801
              TOO_MANY_AT_ONCE 801
              SIGN_METHOD_UNKNOWN 804
              METHOD_NOT_OFFERED 804
              NOT_A_GATEWAY 807
              GATEWAY_ITSELF 807
              PRODUCT_UNKNOWN 802
              DIALECT_MISMATCH 810
              OTHER_PROJECT 802
              PROOF_WRONG 803
              EXPIRED 805
              REGISTRATION_OFF 808
              DEVICE_UNKNOWN 802
              NOT_LISTED 802
              DEVICE_DISABLED 808
              DEVICE_HELD 808
              ALREADY_ACTIVATED 808
              BOUND_ELSEWHERE 806
              BOUND_ALREADY 809
              TOO_MANY_SUB_DEVICES 808
              TOPOLOGY_MISSING -1
              TOO_MANY_ONLINE -2
              NOT_ONLINE 0
              OVERLOADED -2
              INTERNAL -2
              """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(
              Collectors.toMap(line -> Reason.valueOf(line[0]), line -> Integer.valueOf(line[1])));

  private final TencentDialect dialect = new TencentDialect(() -> new UUID(0, 0));

  @Test
  void theServerServesAGatewaysOwnTopic() {
    assertThat(dialect.servesTopic(GATEWAY, UP)).isTrue();
    assertThat(dialect.topics().mayPublish(GATEWAY, UP)).isTrue();
    assertThat(dialect.topics().maySubscribe(GATEWAY, DOWN.strip())).isTrue();
    assertThat(dialect.servesTopic(SUB, UP)).isFalse();
    assertThat(dialect.servesTopic(GATEWAY, DOWN.strip())).isFalse();
  }

  /// V13; the key is the secret's text, not what it is the base64 of.
  @ParameterizedTest
  @CsvSource({
    "hmacsha1, 4B9Rl65cUyBIW/4q5uUU26Bx/+w=",
    "hmacsha256, 6aKyy3W8vbi8IoBiY2qVFvUEXPbBN1qXR7aIHenbJ64=",
    "HmacSha1, 4B9Rl65cUyBIW/4q5uUU26Bx/+w="
  })
  void aBindingIsSignedWithTheTextOfTheSecret(String method, String signature) {
    var read = read(BIND.formatted(signature, method));

    assertThat(holds(proofOf(read))).isTrue();
    assertThat(read.request()).isInstanceOf(GatewayRequest.Bind.class);
    assertThat(read.request().together()).isFalse();
    assertThat(((GatewayRequest.Bind) read.request()).mayMove()).isFalse();
    assertThat(text(read.answer().write(one(new Result.Done(SUB, null)))))
        .isEqualTo(
            DOWN + "{\"type\":\"bind\",\"payload\":{\"devices\":[" + NAMES + ",\"result\":0}]}}");
  }

  @Test
  void aSignatureOfTheOtherMethodDoesNotHold() {
    assertThat(holds(proofOf(read(BIND.formatted("4B9Rl65cUyBIW/4q5uUU26Bx/+w=", "hmacsha256")))))
        .isFalse();
  }

  @Test
  void aTimeWrittenAsTextIsSignedAlike() {
    var read =
        read(
            BIND.formatted("4B9Rl65cUyBIW/4q5uUU26Bx/+w=", "hmacsha1")
                .replace("1795178000", "\"1795178000\"")
                .replace("123456", "\"123456\""));

    assertThat(holds(proofOf(read))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "\"psk\", \"certificate\", METHOD_NOT_OFFERED",
    "hmacsha1, hmacmd5, SIGN_METHOD_UNKNOWN",
    "\"random\":123456, \"random\":1.5, MALFORMED",
    "signature, other, MALFORMED",
    "dev-0001, '', DEVICE_UNKNOWN",
    "QTV4XN8ZKD, 'a b', DEVICE_UNKNOWN"
  })
  void aFaultyEntryIsRefusedByItself(String of, String by, Reason reason) {
    var read = read(BIND.formatted("4B9Rl65cUyBIW/4q5uUU26Bx/+w=", "hmacsha1").replace(of, by));

    assertThat(read.request().asked())
        .singleElement()
        .satisfies(asked -> assertThat(((Asked.Faulty) asked).reason()).isEqualTo(reason));
    assertThat(json(read.answer().write(one(new Result.Refused(reason)))))
        .endsWith("\"result\":" + RESULTS.get(reason) + "}]}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unbind", "online", "offline"})
  void theOtherRequestsNameTheirSubDevicesOnly(String type) {
    var read = read("{\"type\":\"%s\",\"payload\":{\"devices\":[%s}]}}".formatted(type, NAMES));

    List<Asked> asked = List.of(new Asked.Sound(SUB, null, null));
    assertThat(read.request())
        .isEqualTo(
            switch (type) {
              case "unbind" -> new GatewayRequest.Unbind(asked, false);
              case "online" -> new GatewayRequest.Login(asked, false);
              default -> new GatewayRequest.Logout(asked, false);
            });
    assertThat(json(read.answer().write(one(new Result.Refused(Reason.TOPOLOGY_MISSING)))))
        .isEqualTo(
            "{\"type\":\"%s\",\"payload\":{\"devices\":[%s,\"result\":-1}]}}"
                .formatted(type, NAMES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"describe_sub_devices\"}",
        "{\"type\": \"describe_sub_devices\", \"payload\": {}}"
      })
  void aGatewayMayAskForItsSubDevices(String message) {
    var read = read(message);

    assertThat(json(read.answer().write(new Described(List.of(SUB)))))
        .isEqualTo(
            "{\"type\":\"describe_sub_devices\",\"payload\":{\"devices\":[" + NAMES + "}]}}");
    assertThat(json(read.answer().write(new Described(List.of()))))
        .isEqualTo("{\"type\":\"describe_sub_devices\",\"payload\":{\"devices\":[]}}");
  }

  @Test
  void aGatewayMayGiveUpAllItsSubDevices() {
    var read = read("{\"type\":\"unbind_all\"}");

    assertThat(read.request()).isEqualTo(new GatewayRequest.UnbindAll());
    assertThat(json(read.answer().write(new Described(List.of(SUB)))))
        .isEqualTo("{\"type\":\"unbind_all\",\"result\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"change\",\"result\":0}",
        "{\"type\":\"unbind_all\",\"result\":0}",
        "{\"type\":\"search_devices\",\"payload\":{\"status\":1,\"result\":0}}"
      })
  void aGatewaysReplyIsNotAnswered(String message) {
    assertThat(dialect.read(message(message), Instant.EPOCH))
        .isEqualTo(new ServiceReading.Answer(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; ''",
        "[]; ''",
        "{}; ''",
        "{\"type\":7}; ''",
        "{\"type\":\"dance\"}; dance",
        "{\"type\":\"bind\"}; bind",
        "{\"type\":\"bind\",\"payload\":{\"devices\":[]}}; bind",
        "{\"type\":\"online\",\"payload\":{\"devices\":{}}}; online"
      })
  void whatCannotBeReadIsAnsweredWith801(String message, String type) {
    var read = read(message);

    assertThat(read.request()).isInstanceOf(GatewayRequest.Unreadable.class);
    assertThat(json(read.answer().write(new GatewayOutcome.Refused(Reason.MALFORMED))))
        .isEqualTo("{\"type\":\"" + type + "\",\"result\":801}");
  }

  @Test
  void aRequestRefusedAsAWholeIsRefusedForEachSubDevice() {
    var read = read("{\"type\":\"online\",\"payload\":{\"devices\":[" + NAMES + "}]}}");

    assertThat(json(read.answer().write(new GatewayOutcome.Refused(Reason.OVERLOADED))))
        .isEqualTo(
            "{\"type\":\"online\",\"payload\":{\"devices\":[" + NAMES + ",\"result\":-2}]}}");
  }

  @Test
  void damagedMessagesAreRefusedOrMeanTheSame() {
    var mutations = new Mutations(3);
    byte[] sound =
        BIND.formatted("4B9Rl65cUyBIW/4q5uUU26Bx/+w=", "hmacsha1").getBytes(StandardCharsets.UTF_8);
    int accepted = 0;

    for (int i = 0; i < 20_000; i++) {
      var message = new ServiceMessage(GATEWAY, UP, mutations.of(sound), Instant.EPOCH);
      if (!(dialect.read(message, Instant.EPOCH) instanceof ServiceReading.Gateway read)) {
        continue;
      }
      for (Asked asked : read.request().asked()) {
        if (asked instanceof Asked.Sound(var identity, Proof proof, _) && holds(proof)) {
          accepted++;
          assertThat(identity).isEqualTo(SUB);
        }
      }
      json(read.answer().write(new GatewayOutcome.Refused(Reason.MALFORMED)));
    }

    assertThat(accepted).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasItsResult(Reason reason) {
    assertThat(TencentCodes.resultOf(reason)).isEqualTo(RESULTS.get(reason));
  }

  @Test
  void aGatewayHearsThatASubDeviceWentOffline() {
    var push = dialect.push(GATEWAY, new Notice.SubDeviceEnded(SUB, SubDeviceEnd.TAKEN_OVER));

    assertThat(text(List.of(push.orElseThrow())))
        .isEqualTo(
            DOWN
                + "{\"type\":\"offline\",\"payload\":{\"devices\":["
                + NAMES
                + ",\"result\":0}]}}");
  }

  @ParameterizedTest
  @CsvSource({"ADDED, 1", "REMOVED, 0"})
  void aGatewayHearsOfBindings(TopologyChange change, int status) {
    var push = dialect.push(GATEWAY, new Notice.TopologyChanged(change, List.of(SUB)));

    assertThat(text(List.of(push.orElseThrow())))
        .isEqualTo(
            DOWN
                + "{\"type\":\"change\",\"payload\":{\"status\":"
                + status
                + ",\"devices\":["
                + NAMES
                + "}]}}");
  }

  @ParameterizedTest
  @EnumSource(
      value = TopologyChange.class,
      names = {"ENABLED", "DISABLED"})
  void aGatewayDoesNotHearOfStates(TopologyChange change) {
    assertThat(dialect.push(GATEWAY, new Notice.TopologyChanged(change, List.of(SUB)))).isEmpty();
  }

  private ServiceReading.Gateway read(String payload) {
    return (ServiceReading.Gateway) dialect.read(message(payload), Instant.EPOCH);
  }

  private static ServiceMessage message(String payload) {
    return new ServiceMessage(GATEWAY, UP, payload.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
  }

  private static Proof proofOf(ServiceReading.Gateway read) {
    return ((Asked.Sound) read.request().asked().getFirst()).proof();
  }

  private static boolean holds(Proof proof) {
    return new ProofCheck().holds(proof, SecretText.of(TencentSamples.PSK.expose()));
  }

  private static GatewayOutcome one(Result result) {
    return new PerDevice(List.of(result));
  }

  private static String text(List<Push> pushes) {
    return pushes.getFirst().topic() + " " + json(pushes);
  }

  private static String json(List<Push> pushes) {
    assertThat(pushes).hasSize(1);
    return new String(pushes.getFirst().payload(), StandardCharsets.UTF_8);
  }
}
