package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mintmark.devicekit.wire.MessageListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What no device should send, to a whole server: the vendor's refusal or a clean close, an event
/// where a product is known, no stack trace, and afterwards everybody else is served as before.
@TestInstance(Lifecycle.PER_CLASS)
class MalformedInputTest {

  @TempDir static Path data;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private WholeServer whole;
  private String product;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data);
    product = whole.api.product(whole.api.project(), "ALIYUN");
    whole.api.registration(product, true);
    log.start();
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @AfterAll
  void stop() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    whole.close();
    assertThat(log.list)
        .as("nothing that a stranger sends is worth a stack trace")
        .noneMatch(line -> line.getThrowableProxy() != null)
        .noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.ERROR));
  }

  @ParameterizedTest
  @CsvSource({
    "a protocol level of the future,     101600044D515454 09 C2 003C 0004 61626364 0001 61 0001 62, 20020001",
    "an empty client id and no session,  100C00044D515454 04 00 003C 0000,                       20020002",
    "a reserved connect flag,            101000044D515454 04 03 003C 0004 61626364,              20020002",
    "a CONNECT cut off by its length,    100500044D5154,                                         ''",
    "a remaining length of five bytes,   10FFFFFFFF7F,                                           ''",
    "a wrong protocol name,              101000044D51545A 04 02 003C 0004 61626364,              ''",
    "a packet before CONNECT,            C000,                                                   ''",
    "bytes of nothing,                   0000000000000000,                                       ''"
  })
  void malformedMqttGetsItsCodeOrACleanClose(String what, String sent, String answer)
      throws IOException {
    byte[] reply = exchange(whole.server.addresses().mqtt(), hex(sent));

    assertThat(HexFormat.of().formatHex(reply)).as(what).isEqualTo(answer);
    assertOthersAreServed();
  }

  @Test
  void aClientIdOfAMegabyteIsTurnedAwayBeforeItIsRead() throws IOException {
    var packet = new ByteArrayOutputStream();
    packet.writeBytes(hex("10 8A8040 0004 4D515454 04 02 003C FFFF"));
    packet.writeBytes(new byte[1 << 20]);

    byte[] reply = exchange(whole.server.addresses().mqtt(), packet.toByteArray());

    assertThat(reply.length).isLessThanOrEqualTo(4);
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "productKey=%s&deviceName=unit-0001&random=1&signMethod=hmacsha1",
        "productKey=%s&deviceName=unit-0001&deviceName=unit-0002&random=1&sign=00&signMethod=hmacsha1",
        "productKey=%s&deviceName=&random=1&sign=00&signMethod=hmacsha1",
        "productKey=%s&deviceName=%%ZZ&random=1&sign=00&signMethod=hmacsha1",
        "{\"productKey\":\"%s\",\"deviceName\":\"unit-0001\"}"
      })
  void aFormWithMissingOrRepeatedFieldsGets460(String form) throws IOException {
    String reply = post("/auth/register/device", form.formatted(product));

    assertThat(reply).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\n\r\n{\"code\":460,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"ProductId\":5,\"DeviceName\":\"d\"}",
        "{\"ProductId\":\"QTV4XN8ZKD\",\"DeviceName\":[\"d\"]}",
        "{\"ProductId\":\"QTV4XN8ZKD\",\"ProductId\":\"QTV4XN8ZKD\",\"DeviceName\":\"d\"}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void jsonOfTheWrongShapeGetsTheVendorsError(String body) throws IOException {
    String first = post("/register/dev", body);
    String second = post("/device/register", body);

    assertThat(first).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("\"code\":0,");
    assertThat(second).startsWith("HTTP/1.1 200 OK\r\n").contains("{\"Response\":{\"Error\":{");
  }

  @Test
  void aFaultyRequestOfAKnownProductIsAnEventThatSaysWhatIsWrong() throws IOException {
    post("/auth/register/device", "productKey=%s&deviceName=faulty-1&random=1".formatted(product));

    assertThat(whole.api.events(product, "faulty-1", 1)).containsExactly("REGISTRATION MALFORMED");
  }

  @Test
  void aListWithNulBytesStoresNothingAndNamesTheLine() {
    var answer =
        whole.api.exchange(
            whole
                .api
                .request(
                    "/api/v1/products/%s/batches?burnMethod=DYNAMIC_REGISTRATION"
                        .formatted(product))
                .header("Content-Type", "text/csv")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "unit-0001\nunit\u0000-0002\n")));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("NAMES_FAULTY").contains("\"line\":2");
    var answerToRightList = whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "unit-0001\n");
    whole.api.ready(answerToRightList);
  }

  /// A device that does everything right still gets in.
  private void assertOthersAreServed() {
    String name = "honest-" + System.nanoTime();
    whole.api.ready(whole.api.orderNames(product, "DYNAMIC_REGISTRATION", name + "\n"));
    var firmware = whole.usual("ALIYUN");
    var credential = WholeServer.registered(firmware, whole.unit(product, name));
    WholeServer.loggedIn(firmware, credential, MessageListener.DEAF);
  }

  private String post(String path, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, bytes.length);
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(bytes);
    byte[] reply = exchange(whole.server.addresses().http(), request.toByteArray());
    return new String(reply, StandardCharsets.UTF_8);
  }

  /// Sends everything and reads until the server closes.
  private static byte[] exchange(InetSocketAddress server, byte[] bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(30_000);
      try {
        socket.getOutputStream().write(bytes);
      } catch (SocketException e) {
        // it closed while we were still talking, which is its right
      }
      return socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      return new byte[0]; // reset
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
