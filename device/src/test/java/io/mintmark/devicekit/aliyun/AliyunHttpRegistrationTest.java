package io.mintmark.devicekit.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.FixedRandom;
import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.Network;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliyunHttpRegistrationTest {

  private static final ProductCredential UNIT =
      new ProductCredential(new DeviceIdentity("a1CapTure01", "dev-pre-001"), "PsCapture0123456");

  private static final String DATA =
      "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-pre-001\","
          + "\"deviceSecret\":\"0123456789abcdef0123456789abcdef\"}";
  private static final String GRANTED =
      "{\"code\":200,\"data\":" + DATA + ",\"message\":\"success\"}";
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: " + GRANTED.length();

  private static Network network;

  @BeforeAll
  static void start() {
    network = Network.start(1);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void theRequestIsThatOfTheCSdkAndTheSecretIsTaken() throws IOException {
    var seen = new CompletableFuture<String>();
    try (var server =
        CaptureServer.plain(
            wire -> {
              seen.complete(wire.readRequest());
              wire.answer(GRANTED);
              wire.expectClose();
            })) {
      var http =
          HttpClient.connectingAnew(
              network, server.endpointNamed("iot-auth.cn-shanghai.aliyuncs.com"));

      var outcome =
          Await.outcome(AliyunHttpRegistration.likeC(http, new FixedRandom(567345)).register(UNIT));

      assertThat(outcome)
          .isEqualTo(
              new RegistrationOutcome.Registered(
                  new Credential(UNIT.identity(), "0123456789abcdef0123456789abcdef")));
      assertThat(Await.outcome(seen))
          .isEqualTo(
              """
              POST /auth/register/device HTTP/1.1\r
              Host: iot-auth.cn-shanghai.aliyuncs.com\r
              Accept: text/xml,text/javascript,text/html,application/json\r
              Content-Type: application/x-www-form-urlencoded\r
              Content-Length: 151\r
              \r
              deviceName=dev-pre-001&productKey=a1CapTure01&random=567345\
              &sign=cf9a76272e655ea109bb8acb1f01a8dee46f690bd5c6928c06ee244676078461\
              &signMethod=hmacsha256""");
    }
  }

  @Test
  void anEncodedFormEncodesTheNameButSignsItAsItIs() throws IOException {
    try (var server = CaptureServer.plain(_ -> {})) {
      var http = HttpClient.connectingAnew(network, server.endpoint());
      var named = new DeviceIdentity("a1CapTure01", "dev@1:2");
      var registration =
          new AliyunHttpRegistration(
              http, Hmac.SHA1, AliyunHttpRegistration.Form.ENCODED, new FixedRandom(1));

      var post = registration.requestFor(new ProductCredential(named, "PsCapture0123456"));

      assertThat(post.body())
          .contains("deviceName=dev%401%3A2&")
          .contains(
              "sign=" + AliyunSignature.forRegistration(Hmac.SHA1, "PsCapture0123456", named, "1"))
          .endsWith("&signMethod=hmacsha1");
    }
  }

  @Test
  void aRefusalCarriesTheVendorsCode() throws IOException {
    var answer = "{\"code\":6288,\"data\":null,\"message\":\"dynamic register is off\"}";

    var outcome = outcomeOf("HTTP/1.1 200 OK\r\nContent-Length: 61\r\n\r\n" + answer);

    assertThat(outcome)
        .isEqualTo(new RegistrationOutcome.Refused("6288", "dynamic register is off"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\ncontent-length: ",
        "HTTP/1.1 200 OK\r\nContent-length: ",
        "HTTP/1.1 400 Bad Request\r\nContent-Length: ",
      })
  void aHeadThatTheCSdksDoNotReadIsAFault(String head) {
    assertThatThrownBy(() -> outcomeOf(head + GRANTED.length() + "\r\n\r\n" + GRANTED))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void aChunkedAnswerIsAFault() {
    var chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(GRANTED.length())
            + "\r\n"
            + GRANTED
            + "\r\n0\r\n\r\n";

    assertThatThrownBy(() -> outcomeOf(chunked)).isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void aHeaderLineOf127BytesPassesAndOneOf128IsAFault() throws IOException {
    var line = "\r\nX-Long: " + "x".repeat(127 - "X-Long: \r\n".length());

    var outcome = outcomeOf(HEAD + line + "\r\n\r\n" + GRANTED);

    assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
    assertThatThrownBy(() -> outcomeOf(HEAD + line + "x\r\n\r\n" + GRANTED))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\": 200,\"data\":%s,\"message\":\"success\"}",
        "{\"message\":\"success\",\"code\":200,\"data\":%s}",
        "{\"code\":\"200\",\"data\":%s,\"message\":\"success\"}",
        "{\"code\":200,\"data\":%s,\"message\":\"succe\\u0073s\"}",
        "{\"code\":200,\"message\":\"success\"}",
        "{\"code\":200,\"data\":%s",
        "",
      })
  void jsonThatTheCSdksMisreadIsAFault(String template) {
    var body = template.formatted(DATA);
    var answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;

    assertThatThrownBy(() -> outcomeOf(answer)).isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void aBodyOf256BytesPassesAndOneOf257IsAFault() throws IOException {
    var largest = GRANTED.replace("success", "s".repeat(7 + 256 - GRANTED.length()));
    var larger = largest.replace("sss", "ssss");
    var head = "HTTP/1.1 200 OK\r\nContent-Length: ";

    var outcome = outcomeOf(head + "256\r\n\r\n" + largest);

    assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
    assertThatThrownBy(() -> outcomeOf(head + larger.length() + "\r\n\r\n" + larger))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("256");
  }

  @Test
  void anotherDevicesSecretIsAFault() {
    var body = GRANTED.replace("dev-pre-001", "dev-pre-002");

    assertThatThrownBy(() -> outcomeOf(HEAD + "\r\n\r\n" + body))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("another device");
  }

  private static RegistrationOutcome outcomeOf(String answer) throws IOException {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readRequest();
              wire.sendText(answer);
            })) {
      var http = HttpClient.connectingAnew(network, server.endpoint());
      return Await.outcome(AliyunHttpRegistration.likeC(http, new FixedRandom(1)).register(UNIT));
    }
  }
}
