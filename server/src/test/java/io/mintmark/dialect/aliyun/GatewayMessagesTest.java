package io.mintmark.dialect.aliyun;

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
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Gateways' requests as the C SDK and the newer JavaScript SDK send them, and the answers.
class GatewayMessagesTest {

  private static final DeviceIdentity GATEWAY = Samples.identity("a1CapTure01", "gw-001");
  private static final DeviceIdentity SUB = Samples.identity("a1CapTure01", "sub-001");
  private static final DeviceIdentity SUB2 = Samples.identity("a1CapTure01", "sub-002");
  private static final SecretText SUB_SECRET = SecretText.of("00112233445566778899aabbccddeeff");
  private static final Instant NOW = Instant.EPOCH;
  private static final String SYS = "/sys/a1CapTure01/gw-001/thing/";
  private static final String SESSION = "/ext/session/a1CapTure01/gw-001/combine/";

  private static final String JS_SIGNED =
      """
      {"productKey":"a1CapTure01","deviceName":"sub-001","clientId":"a1CapTure01&sub-001",\
      "timestamp":1795177060821,"signMethod":"hmacsha1",\
      "sign":"f694112100ca58977b6d1555e70069310c9d9c49"}""";

  private static final String C4_SIGNED =
      """
      {"productKey":"a1CapTure01","deviceName":"sub-001","clientId":"a1CapTure01.sub-001",\
      "timestamp":"1795177864855","signmethod":"hmacSha256",\
      "sign":"8E80F3AD3DBAF77E94389F3B86889434FEA2D229B8E1329061012BB7516F9628"}""";

  private static final String C4_UNNAMED_METHOD =
      C4_SIGNED.replace("\"signmethod\":\"hmacSha256\",", "");

  /// Codes of `sub/register`, `topo/add` and `combine/login`.
  private static final Map<Reason, String> CODES =
      """
              MALFORMED 460 460 460
              TOO_MANY_AT_ONCE 460 460 460
              SIGN_METHOD_UNKNOWN 6292 6292 6292
              METHOD_NOT_OFFERED 460 460 460
              NOT_A_GATEWAY 6402 6402 6402
              GATEWAY_ITSELF 6402 6402 6402
              PRODUCT_UNKNOWN 5005 6250 6100
              DIALECT_MISMATCH 5005 6250 6100
              OTHER_PROJECT 5005 6250 6100
              PROOF_WRONG 401 401 6287
              EXPIRED 401 401 6287
              REGISTRATION_OFF 6288 6288 6288
              DEVICE_UNKNOWN 6100 6100 6100
              NOT_LISTED 6100 6100 6100
              DEVICE_DISABLED 6204 6204 522
              DEVICE_HELD 6204 6204 522
              ALREADY_ACTIVATED 6289 6289 6289
              BOUND_ELSEWHERE 6619 6619 6619
              BOUND_ALREADY 6619 6619 6619
              TOO_MANY_SUB_DEVICES 6400 6400 6400
              TOPOLOGY_MISSING 6401 6401 6401
              TOO_MANY_ONLINE 428 428 428
              NOT_ONLINE 520 520 520
              OVERLOADED 429 429 429
              INTERNAL 500 500 500
              """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(line -> Reason.valueOf(line[0]), line -> line[1]));

  private final AliyunDialect dialect = new AliyunDialect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sys/a1CapTure01/gw-001/thing/sub/register",
        "/sys/a1CapTure01/gw-001/thing/proxy/provisioning/product_register",
        "/sys/a1CapTure01/gw-001/thing/topo/add",
        "/sys/a1CapTure01/gw-001/thing/topo/delete",
        "/sys/a1CapTure01/gw-001/thing/topo/get",
        "/ext/session/a1CapTure01/gw-001/combine/login",
        "/ext/session/a1CapTure01/gw-001/combine/logout",
        "/ext/session/a1CapTure01/gw-001/combine/batch_login",
        "/ext/session/a1CapTure01/gw-001/combine/batch_logout"
      })
  void theServerServesAGatewaysOwnTopics(String topic) {
    assertThat(dialect.servesTopic(GATEWAY, topic)).isTrue();
    assertThat(dialect.topics().mayPublish(GATEWAY, topic)).isTrue();
    assertThat(dialect.topics().maySubscribe(GATEWAY, topic + "_reply")).isTrue();
    assertThat(GatewayTopic.of(SUB, topic)).isNull();
    assertThat(GatewayTopic.of(GATEWAY, topic + "_reply")).isNull();
    assertThat(GatewayTopic.of(GATEWAY, "/x" + topic)).isNull();
  }

  @Test
  void theOrdinaryTopicsOfADeviceAreNotTheServers() {
    assertThat(dialect.servesTopic(GATEWAY, SYS + "event/property/post")).isFalse();
    assertThat(dialect.servesTopic(GATEWAY, SYS + "list/found")).isFalse();
    assertThat(dialect.servesTopic(GATEWAY, "/a1CapTure01/gw-001/user/get")).isFalse();
  }

  // Registration.

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"method\":\"thing.sub.register\""})
  void aRegistrationNamesTheSubDevicesWithoutASignature(String method) {
    var read =
        read(
            SYS + "sub/register",
            """
            {"id":"1","version":"1.0","params":[{"productKey":"a1CapTure01","deviceName":"sub-001"}]%s}"""
                .formatted(method));

    assertThat(read.request())
        .isEqualTo(new GatewayRequest.Register(List.of(new Asked.Sound(SUB, null, null)), true));
    assertThat(text(read.answer().write(one(new Result.Issued(SUB, SUB_SECRET)))))
        .isEqualTo(
            "/sys/a1CapTure01/gw-001/thing/sub/register_reply "
                + "{\"id\":\"1\",\"code\":200,\"data\":[{\"iotId\":\"6c3c2a0e0a0b4b55\","
                    .replace("6c3c2a0e0a0b4b55", iotId(read))
                + "\"productKey\":\"a1CapTure01\",\"deviceName\":\"sub-001\","
                + "\"deviceSecret\":\"00112233445566778899aabbccddeeff\"}],"
                + "\"message\":\"success\",\"method\":\"thing.sub.register\",\"version\":\"1.0\"}");
  }

  private static String iotId(ServiceReading.Gateway read) {
    String id =
        new JsonMapper()
            .readTree(
                read.answer().write(one(new Result.Issued(SUB, SUB_SECRET))).getFirst().payload())
            .at("/data/0/iotId")
            .asString();
    assertThat(id).matches("[0-9a-f]{32}");
    return id;
  }

  /// V9, as C4 sends it.
  @Test
  void aSignedRegistrationShowsTheProductSecret() {
    var read =
        read(
            SYS + "proxy/provisioning/product_register",
            """
            {"id":"2","version":"1.0","params":{"proxieds":[{"productKey":"a1CapTure01",\
            "deviceName":"sub-001","random":"5F95C8935A9F6D79A021","signMethod":"hmacSha256",\
            "sign":"B58444233F4FDC3D44FAA243FBC7F55C063534874EF60E12964B03D253FE66A1"}]}}""");

    assertThat(read.request().together()).isFalse();
    assertThat(holds(proofOf(read), AliyunSamples.PRODUCT_SECRET)).isTrue();
    assertThat(holds(proofOf(read), SUB_SECRET)).isFalse();
  }

  @Test
  void theAnswerToASignedRegistrationTellsSuccessesFromFailures() {
    var read =
        read(
            SYS + "proxy/provisioning/product_register",
            """
            {"id":"2","params":{"proxieds":[{"productKey":"a1CapTure01","deviceName":"sub-001",\
            "random":"1","signMethod":"hmacSha256","sign":"00"},{"productKey":"a1CapTure01",\
            "deviceName":"sub-002","random":"1","signMethod":"hmacSha256","sign":"00"}]}}""");

    var mixed =
        json(
            read.answer()
                .write(
                    new PerDevice(
                        List.of(
                            new Result.Issued(SUB, SUB_SECRET),
                            new Result.Refused(Reason.DEVICE_UNKNOWN)))));
    assertThat(mixed)
        .startsWith("{\"id\":\"2\",\"code\":200,\"data\":{\"successes\":[{")
        .contains(
            "\"failures\":[{\"deviceName\":\"sub-002\",\"productKey\":\"a1CapTure01\",\"code\":6100,");
    var refused = new Result.Refused(Reason.PROOF_WRONG);
    assertThat(json(read.answer().write(new PerDevice(List.of(refused, refused)))))
        .contains("\"code\":401,\"data\":{\"successes\":[],\"failures\":[{");
  }

  // Topology.

  @Test
  void theJavascriptSdkBinds() {
    var read =
        read(SYS + "topo/add", "{\"id\":\"3\",\"params\":[" + JS_SIGNED + "],\"method\":\"\"}");

    assertThat(holds(proofOf(read), SUB_SECRET)).isTrue();
    assertThat(((GatewayRequest.Bind) read.request()).mayMove()).isTrue();
    assertThat(json(read.answer().write(one(new Result.Done(SUB, null)))))
        .isEqualTo(
            "{\"id\":\"3\",\"code\":200,"
                + "\"data\":[{\"deviceName\":\"sub-001\",\"productKey\":\"a1CapTure01\"}],"
                + "\"message\":\"success\",\"method\":\"thing.topo.add\",\"version\":\"1.0\"}");
  }

  @Test
  void theCSdkBinds() {
    var read =
        read(SYS + "topo/add", "{\"id\":\"3\",\"version\":\"1.0\",\"params\":[" + C4_SIGNED + "]}");

    assertThat(holds(proofOf(read), SUB_SECRET)).isTrue();
  }

  @Test
  void theSignMethodIsTakenAtItsWord() {
    var read =
        read(
            SYS + "topo/add", "{\"params\":[" + JS_SIGNED.replace("hmacsha1", "hmacsha256") + "]}");

    assertThat(holds(proofOf(read), SUB_SECRET)).isFalse();
  }

  @Test
  void theSignMethodWhoseConstructionNobodyKnowsIsRefused() {
    var read =
        read(SYS + "topo/add", "{\"params\":[" + JS_SIGNED.replace("hmacsha1", "Sha256") + "]}");

    assertThat(read.request().asked())
        .containsExactly(
            new Asked.Faulty(
                "a1CapTure01", "sub-001", Reason.SIGN_METHOD_UNKNOWN, "signMethod is Sha256"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"{}\"", "{}", "[]", "null", "\"\""})
  void theTopologyIsAskedForWithAnyParams(String params) {
    var read = read(SYS + "topo/get", "{\"id\":\"3\",\"params\":" + params + "}");

    assertThat(read.request()).isEqualTo(new GatewayRequest.Describe());
    assertThat(json(read.answer().write(new Described(List.of(SUB, SUB2)))))
        .contains(
            "\"data\":[{\"deviceName\":\"sub-001\",\"productKey\":\"a1CapTure01\"},"
                + "{\"deviceName\":\"sub-002\",\"productKey\":\"a1CapTure01\"}]");
    assertThat(json(read.answer().write(new Described(List.of())))).contains("\"data\":[]");
  }

  @Test
  void aDeletionNamesItsSubDevices() {
    var read =
        read(
            SYS + "topo/delete",
            "{\"id\":\"4\",\"params\":[{\"deviceName\":\"sub-001\",\"productKey\":\"a1CapTure01\"}]}");

    assertThat(read.request())
        .isEqualTo(new GatewayRequest.Unbind(List.of(new Asked.Sound(SUB, null, null)), true));
  }

  // Sessions.

  @Test
  void theJavascriptSdkLogsIn() {
    var read =
        read(SESSION + "login", "{\"id\":\"5\",\"version\":\"1.0\",\"params\":" + JS_SIGNED + "}");

    assertThat(holds(proofOf(read), SUB_SECRET)).isTrue();
    assertThat(text(read.answer().write(one(new Result.Done(SUB, null)))))
        .isEqualTo(
            "/ext/session/a1CapTure01/gw-001/combine/login_reply {\"id\":\"5\",\"code\":200,"
                + "\"data\":{\"deviceName\":\"sub-001\",\"productKey\":\"a1CapTure01\"},"
                + "\"message\":\"success\"}");
  }

  @Test
  void aRefusedLoginNamesTheSubDevice() {
    var read = read(SESSION + "login", "{\"id\":\"5\",\"params\":" + JS_SIGNED + "}");

    assertThat(json(read.answer().write(one(new Result.Refused(Reason.PROOF_WRONG)))))
        .isEqualTo(
            "{\"id\":\"5\",\"code\":6287,\"data\":{\"deviceName\":\"sub-001\","
                + "\"productKey\":\"a1CapTure01\",\"code\":6287,\"message\":\"signature wrong\"},"
                + "\"message\":\"signature wrong\"}");
  }

  /// C4 writes the method once beside the list.
  @Test
  void aBatchMayNameItsMethodOnceForAll() {
    var read =
        read(
            SESSION + "batch_login",
            "{\"id\":\"6\",\"params\":{\"signMethod\":\"hmacSha256\",\"deviceList\":["
                + C4_UNNAMED_METHOD
                + "]}}");

    assertThat(holds(proofOf(read), SUB_SECRET)).isTrue();
  }

  @Test
  void aBatchMayNameItsMethodInEachEntry() {
    var read =
        read(
            SESSION + "batch_login",
            "{\"id\":\"6\",\"params\":{\"deviceList\":[" + C4_SIGNED + "]}}");

    assertThat(holds(proofOf(read), SUB_SECRET)).isTrue();
    assertThat(read.request().together()).isTrue();
  }

  @Test
  void aRefusedBatchNamesTheCulprit() {
    var read =
        read(
            SESSION + "batch_login",
            "{\"id\":\"6\",\"params\":{\"deviceList\":["
                + C4_SIGNED
                + ","
                + C4_SIGNED.replace("sub-001", "sub-002")
                + "]}}");

    assertThat(
            json(
                read.answer()
                    .write(
                        new PerDevice(
                            List.of(
                                new Result.LeftOut(),
                                new Result.Refused(Reason.TOPOLOGY_MISSING))))))
        .startsWith(
            "{\"id\":\"6\",\"code\":6401,\"data\":[{\"deviceName\":\"sub-002\",\"productKey\":");
  }

  @Test
  void aBatchHasAtMostFive() {
    String entry = "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"sub-%d\"}";
    var six =
        List.of(1, 2, 3, 4, 5, 6).stream().map(entry::formatted).collect(Collectors.joining(","));

    assertThat(read(SESSION + "batch_logout", "{\"params\":[" + six + "]}").request())
        .isEqualTo(
            new GatewayRequest.Unreadable(Reason.TOO_MANY_AT_ONCE, "6 sub-devices in one message"));
  }

  /// An older page shows the id as a bare number.
  @Test
  void aLogoutMayHaveANumberForAnId() {
    var read =
        read(
            SESSION + "logout",
            "{\"id\":123,\"params\":{\"productKey\":\"a1CapTure01\",\"deviceName\":\"sub-001\"}}");

    assertThat(read.request())
        .isEqualTo(new GatewayRequest.Logout(List.of(new Asked.Sound(SUB, null, null)), true));
    assertThat(json(read.answer().write(one(new Result.Done(SUB, null)))))
        .startsWith("{\"id\":123,\"code\":200,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1|exp-topic|/sys/a1CapTure01/gw-001/thing/topo/get_reply\"",
        "\"\\u0031\\/\\\"\"",
        "\"\"",
        "007",
        "0",
        "4294967295",
        "-1.50e+3",
        "\"灯\""
      })
  void anIdComesBackAsItStood(String id) {
    boolean readable = !id.equals("007"); // which is no JSON

    var read = read(SYS + "topo/get", "{ \"id\" : " + id + " , \"params\":{}}");

    assertThat(
            json(read.answer().write(new Described(List.of()))).startsWith("{\"id\":" + id + ","))
        .isEqualTo(readable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"params\":{}}", "{\"id\":null}", "{\"id\":{}}", "{\"id\":[1]}"})
  void anAnswerToAMessageWithoutAnIdHasNone(String message) {
    var read = read(SYS + "topo/get", message);

    assertThat(json(read.answer().write(new Described(List.of())))).startsWith("{\"code\":200,");
  }

  @Test
  void aMessageMaySayThatItNeedsNoAnswer() {
    var read = read(SYS + "topo/get", "{\"id\":\"1\",\"sys\":{\"ack\":0},\"params\":{}}");

    assertThat(read.answer().write(new Described(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"id\":\"1\"}",
        "{\"id\":\"1\",\"params\":[]}",
        "{\"id\":\"1\",\"params\":\"x",
        "{\"id\":\"1\",\"params\":7}",
        "{\"id\":\"1\",\"params\":[{\"deviceName\":\"a\",\"productKey\":\"a1CapTure01\"},{\"deviceName\":\"a\",\"productKey\":\"a1CapTure01\"}]}"
      })
  void whatCannotBeReadIsAnsweredWith460(String message) {
    var read = read(SYS + "sub/register", message);

    assertThat(read.request()).isInstanceOf(GatewayRequest.Unreadable.class);
    assertThat(json(read.answer().write(new GatewayOutcome.Refused(Reason.MALFORMED))))
        .contains("\"code\":460,\"data\":[],");
  }

  @ParameterizedTest
  @ValueSource(strings = {"productKey", "deviceName", "clientId", "sign", "signMethod"})
  void aFieldThatIsMissingMakesAnEntryFaulty(String field) {
    String without = JS_SIGNED.replace("\"" + field + "\"", "\"other\"");

    var read = read(SESSION + "login", "{\"id\":\"1\",\"params\":" + without + "}");

    assertThat(read.request().asked())
        .singleElement()
        .satisfies(
            asked -> assertThat(((Asked.Faulty) asked).reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void theTimestampMayBeMissingAndIsThenNotSigned() {
    var read =
        read(
            SESSION + "login",
            "{\"params\":" + JS_SIGNED.replace("\"timestamp\":1795177060821,", "") + "}");

    assertThat(proofOf(read).texts())
        .containsExactly("clientIda1CapTure01&sub-001deviceNamesub-001productKeya1CapTure01");
    assertThat(proofOf(read).algorithm()).isEqualTo(HmacAlgorithm.HMAC_SHA1);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasItsCodes(Reason reason) {
    String codes =
        AliyunCodes.codeOf(reason, GatewayTopic.SUB_REGISTER)
            + " "
            + AliyunCodes.codeOf(reason, GatewayTopic.TOPO_ADD)
            + " "
            + AliyunCodes.codeOf(reason, GatewayTopic.LOGIN);

    assertThat(codes).isEqualTo(CODES.get(reason));
    assertThat(AliyunCodes.messageOf(reason)).isNotBlank();
  }

  @Test
  void damagedMessagesAreRefusedOrMeanTheSameAndAreAnsweredInJson() {
    var mutations = new Mutations(3);
    byte[] sound =
        ("{\"id\":\"1|exp|/a\",\"version\":\"1.0\",\"sys\":{\"ack\":1},\"params\":["
                + JS_SIGNED
                + "],\"method\":\"\"}")
            .getBytes(StandardCharsets.UTF_8);
    int accepted = 0;

    for (int i = 0; i < 20_000; i++) {
      var message = new ServiceMessage(GATEWAY, SYS + "topo/add", mutations.of(sound), NOW);
      var read = (ServiceReading.Gateway) dialect.read(message, NOW);
      for (Asked asked : read.request().asked()) {
        if (asked instanceof Asked.Sound(var identity, var proof, _) && holds(proof, SUB_SECRET)) {
          accepted++;
          assertThat(identity).isEqualTo(SUB);
        }
      }
      for (Push push : read.answer().write(new GatewayOutcome.Refused(Reason.MALFORMED))) {
        assertThat(new JsonMapper().readTree(push.payload()).get("code").asInt()).isEqualTo(460);
      }
    }

    assertThat(accepted).isPositive();
  }

  // Pushes.

  @ParameterizedTest
  @CsvSource({
    "TAKEN_OVER, 427",
    "DEVICE_DELETED, 521",
    "DEVICE_DISABLED, 522",
    "TOPOLOGY_REMOVED, 6401",
    "OTHER, 520"
  })
  void aGatewayHearsWhyASubDeviceWentOffline(SubDeviceEnd why, int code) {
    var push = dialect.push(GATEWAY, new Notice.SubDeviceEnded(SUB, why)).orElseThrow();

    assertThat(push.topic()).isEqualTo("/ext/error/a1CapTure01/gw-001");
    assertThat(json(List.of(push)))
        .matches(
            "\\{\"id\":\"\\d+\",\"code\":"
                + code
                + ",\"data\":\\{\"deviceName\":\"sub-001\",\"productKey\":\"a1CapTure01\"},"
                + "\"message\":\"[^\"]+\"}");
  }

  @ParameterizedTest
  @CsvSource({"ADDED, 0", "REMOVED, 1", "ENABLED, 2", "DISABLED, 8"})
  void aGatewayHearsWhatOthersDidToItsTopology(TopologyChange change, int status) {
    var notice = new Notice.TopologyChanged(change, List.of(SUB));

    var push = dialect.push(GATEWAY, notice).orElseThrow();

    assertThat(push.topic()).isEqualTo("/sys/a1CapTure01/gw-001/thing/topo/change");
    assertThat(json(List.of(push)))
        .matches(
            "\\{\"id\":\"\\d+\",\"version\":\"1.0\",\"params\":\\{\"status\":"
                + status
                + ",\"subList\":\\[\\{\"deviceName\":\"sub-001\",\"productKey\":\"a1CapTure01\"}]},"
                + "\"method\":\"thing.topo.change\"}");
    assertThat(dialect.topics().maySubscribe(GATEWAY, push.topic())).isTrue();
  }

  private ServiceReading.Gateway read(String topic, String payload) {
    var message = new ServiceMessage(GATEWAY, topic, payload.getBytes(StandardCharsets.UTF_8), NOW);
    return (ServiceReading.Gateway) dialect.read(message, NOW);
  }

  private static Proof proofOf(ServiceReading.Gateway read) {
    return ((Asked.Sound) read.request().asked().getFirst()).proof();
  }

  private static boolean holds(Proof proof, SecretText secret) {
    return new ProofCheck().holds(proof, secret);
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
