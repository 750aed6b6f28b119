package io.mintmark.devicekit.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.FixedRandom;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.TestAuthority;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.Network;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TencentRegistrationTest {

  private static final ProductCredential UNIT =
      new ProductCredential(
          new DeviceIdentity("QTV4XN8ZKD", "dev-0001"), "Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1");
  private static final RegistrationOutcome GRANTED =
      new RegistrationOutcome.Registered(
          new Credential(UNIT.identity(), "AAECAwQFBgcICQoLDA0ODw=="));

  private static final String PAYLOAD =
      "zZTdcrcP0RkTUvejoDvFZNRssa/xFK6nqgEkA/U8e233GWPd56sxhddwwdBa3U5O3hP28BxYbZ7ycD3jntASEA==";
  private static final String FIRST_ANSWER =
      "{\"code\":0,\"message\":\"success\",\"len\":53,\"payload\":\""
          + PAYLOAD
          + "\",\"requestId\":\"e14a6bb9-1c2f-4cbe-b5e6-3ae2fb3ff4b2\"}";
  private static final String SECOND_ANSWER =
      "{\"Response\":{\"Len\":53,\"Payload\":\""
          + PAYLOAD
          + "\",\"RequestId\":\"e14a6bb9-1c2f-4cbe-b5e6-3ae2fb3ff4b2\"}}";

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
  void theFirstGenerationRequestIsThatOfTheCSdk() throws IOException {
    var seen = new CompletableFuture<String>();
    try (var server =
        CaptureServer.plain(
            wire -> {
              seen.complete(wire.readRequest());
              wire.answer(FIRST_ANSWER);
              wire.expectClose();
            })) {
      var http =
          HttpClient.connectingAnew(network, server.endpointNamed("gateway.tencentdevices.com"));

      var outcome =
          Await.outcome(
              registration(http, new FirstGeneration(), 1795177028, 784444920).register(UNIT));

      assertThat(outcome).isEqualTo(GRANTED);
      assertThat(Await.outcome(seen))
          .isEqualTo(
              """
              POST /register/dev HTTP/1.1\r
              Host: gateway.tencentdevices.com\r
              Accept: text/xml,application/json;*/*\r
              Content-Length: 162\r
              Content-Type: application/x-www-form-urlencoded\r
              \r
              {"deviceName":"dev-0001","nonce":784444920,"productId":"QTV4XN8ZKD",\
              "timestamp":1795177028,\
              "signature":"YWI1OTVkMDViNzhlNmE0NGIwZmIxMDI4ZTc5NjAzMjM4ZWE4YmQzZA=="}""");
    }
  }

  @Test
  void theSecondGenerationRequestIsThatOfTheCSdkAlsoOverTls() throws IOException {
    var authority = new TestAuthority();
    var gateway = "ap-guangzhou.gateway.tencentdevices.com";
    var seen = new CompletableFuture<String>();
    try (var server =
        CaptureServer.on(
            authority.listenAs(gateway),
            wire -> {
              seen.complete(wire.readRequest());
              wire.answer(SECOND_ANSWER);
              wire.expectClose();
            })) {
      var http =
          HttpClient.connectingAnew(network, server.endpointNamed(gateway, authority.trust()));

      var outcome =
          Await.outcome(
              registration(http, SecondGeneration.likeC(), 1795177028, 659809198).register(UNIT));

      assertThat(outcome).isEqualTo(GRANTED);
      assertThat(Await.outcome(seen))
          .isEqualTo(
              """
              POST /device/register HTTP/1.1\r
              Host: ap-guangzhou.gateway.tencentdevices.com\r
              Accept: application/json;*/*\r
              X-TC-Algorithm: hmacsha1\r
              X-TC-Timestamp: 1609430400\r
              X-TC-Nonce: 659809198\r
              X-TC-Signature: xqFcLDDQh8ccu3008CgtHRyuiDI=\r
              Content-Length: 50\r
              Content-Type: application/json; charset=utf-8\r
              \r
              {"ProductId":"QTV4XN8ZKD","DeviceName":"dev-0001"}""");
    }
  }

  @Test
  void aFirstGenerationRefusalCarriesTheVendorsCode() throws IOException {
    var outcome =
        outcomeOf(
            new FirstGeneration(),
            "{\"code\":1010,\"message\":\"Check signature failed\",\"requestId\":\"x\"}");

    assertThat(outcome)
        .isEqualTo(new RegistrationOutcome.Refused("1010", "Check signature failed"));
  }

  @Test
  void aSecondGenerationRefusalCarriesTheVendorsCode() throws IOException {
    var outcome =
        outcomeOf(
            SecondGeneration.likeJava(),
            "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\","
                + "\"Message\":\"wrong\"},\"RequestId\":\"x\"}}");

    assertThat(outcome)
        .isEqualTo(new RegistrationOutcome.Refused("AuthFailure.SignatureFailure", "wrong"));
  }

  @Test
  void prettyPrintedAndChunkedAnswersAreRead() throws IOException {
    var pretty = SECOND_ANSWER.replace(",", ",\n ").replace("\":", "\" : ");
    var chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(pretty.length())
            + "\r\n"
            + pretty
            + "\r\n0\r\n\r\n";

    var outcome = rawOutcomeOf(SecondGeneration.likeC(), chunked);

    assertThat(outcome).isEqualTo(GRANTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-length: %d\r\n\r\n%s",
        "HTTP/1.1 200 OK\r\n\r\n%2$s",
        "HTTP/1.1 403 Forbidden\r\nContent-Length: %d\r\n\r\n%s",
      })
  void aHeadThatTheCSdksDoNotReadIsAFault(String answer) {
    var text = answer.formatted(SECOND_ANSWER.length(), SECOND_ANSWER);

    assertThatThrownBy(() -> rawOutcomeOf(SecondGeneration.likeC(), text))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void aHeadOf1041BytesPassesAndOneOf1061IsAFault() throws IOException {
    var lines = "HTTP/1.1 200 OK\r\nContent-Length: " + SECOND_ANSWER.length() + "\r\nX-Long: ";
    var filler = "x".repeat(1041 - lines.length() - 4);

    var outcome =
        rawOutcomeOf(SecondGeneration.likeC(), lines + filler + "\r\n\r\n" + SECOND_ANSWER);

    assertThat(outcome).isEqualTo(GRANTED);
    var tooLong = lines + filler + "x".repeat(20) + "\r\n\r\n" + SECOND_ANSWER;
    assertThatThrownBy(() -> rawOutcomeOf(SecondGeneration.likeC(), tooLong))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("head");
  }

  @Test
  void aBodyOf256BytesPassesAndOneOf257IsAFault() throws IOException {
    var largest = SECOND_ANSWER + " ".repeat(256 - SECOND_ANSWER.length());

    var outcome = outcomeOf(SecondGeneration.likeC(), largest);

    assertThat(outcome).isEqualTo(GRANTED);
    assertThatThrownBy(() -> outcomeOf(SecondGeneration.likeC(), largest + " "))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u003d", "\\/"})
  void anEscapedPayloadIsAFault(String escape) {
    var escaped =
        escape.equals("\\/")
            ? FIRST_ANSWER.replace("/", escape)
            : FIRST_ANSWER.replace("==", "=" + escape);

    assertThatThrownBy(() -> outcomeOf(new FirstGeneration(), escaped))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("escaped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"code\":0}", "{\"Response\":{\"Len\":53}}", "{\"code\""})
  void anAnswerOfTheWrongShapeIsAFault(String body) {
    assertThatThrownBy(() -> outcomeOf(new FirstGeneration(), body))
        .isInstanceOf(UnreadableAnswer.class);
    assertThatThrownBy(() -> outcomeOf(SecondGeneration.likeC(), body))
        .isInstanceOf(UnreadableAnswer.class);
  }

  private static RegistrationOutcome outcomeOf(Generation generation, String body)
      throws IOException {
    return rawOutcomeOf(
        generation, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static RegistrationOutcome rawOutcomeOf(Generation generation, String answer)
      throws IOException {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readRequest();
              wire.sendText(answer);
            })) {
      var http = HttpClient.connectingAnew(network, server.endpoint());
      return Await.outcome(registration(http, generation, 1, 1).register(UNIT));
    }
  }

  private static TencentRegistration registration(
      HttpClient http, Generation generation, long seconds, int nonce) {
    return new TencentRegistration(
        http,
        generation,
        InstantSource.fixed(Instant.ofEpochSecond(seconds)),
        new FixedRandom(nonce));
  }
}
