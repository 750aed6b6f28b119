package io.mintmark.devicekit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpClientTest {

  private static final Post POST =
      new Post(
          "/path", List.of(new Header("hOsT", "x"), new Header("Content-Length", "4")), "body");

  private static Network network;

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    network = Network.start(1);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void headersGoOutAsGivenAndComeBackAsSpelled() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              requests.add(wire.readRequest());
              wire.sendText("HTTP/1.1 201 Made\r\nX-oDd: 1\r\nContent-length: 2\r\n\r\nok");
              wire.expectClose();
            })) {
      var client = HttpClient.connectingAnew(network, server.endpoint());

      var reply = Await.outcome(client.send(POST));

      assertThat(requests.take())
          .isEqualTo("POST /path HTTP/1.1\r\nhOsT: x\r\nContent-Length: 4\r\n\r\nbody");
      assertThat(reply)
          .isEqualTo(
              new HttpReply(
                  201,
                  "Made",
                  List.of(new Header("X-oDd", "1"), new Header("Content-length", "2")),
                  "ok"));
      assertThat(reply.spells("Content-Length")).isFalse();
      assertThat(reply.spells("Content-length")).isTrue();
    }
  }

  @Test
  void aClientThatConnectsAnewClosesAfterEachAnswer() throws Exception {
    try (var server = answeringOnce()) {
      var client = HttpClient.connectingAnew(network, server.endpoint());

      Await.outcome(client.send(POST));
      Await.outcome(client.send(POST));

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aClientThatKeepsAliveAsksForItAndUsesItsConnectionAgain() throws Exception {
    try (var server = answeringForEver()) {
      try (var client = HttpClient.keepingAlive(network, server.endpoint())) {

        for (int i = 0; i < 50; i++) {
          Await.outcome(client.send(POST));
        }

        assertThat(server.connections()).isEqualTo(1);
        assertThat(requests.take()).contains("\r\nConnection: keep-alive\r\n\r\n");
      }
    }
  }

  @Test
  void requestsAtOnceTakeAConnectionEach() throws Exception {
    try (var server = answeringForEver()) {
      try (var client = HttpClient.keepingAlive(network, server.endpoint())) {
        var answers = new ArrayList<CompletableFuture<HttpReply>>();

        for (int i = 0; i < 20; i++) {
          answers.add(client.send(POST));
        }

        for (var answer : answers) {
          assertThat(Await.outcome(answer).body()).isEqualTo("ok");
        }
        assertThat(server.connections()).isBetween(1, 20);
      }
    }
  }

  @Test
  void aServerThatSaysCloseIsConnectedToAnew() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readRequest();
              wire.sendText("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
              wire.expectClose();
            })) {
      try (var client = HttpClient.keepingAlive(network, server.endpoint())) {

        Await.outcome(client.send(POST));
        Await.outcome(client.send(POST));

        assertThat(server.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void aServerThatClosesInsteadOfAnsweringIsAFailure() throws Exception {
    try (var server = CaptureServer.plain(wire -> wire.readRequest())) {
      var answer = HttpClient.connectingAnew(network, server.endpoint()).send(POST);

      assertThatThrownBy(() -> Await.outcome(answer)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void anAnswerCutShortIsAFailure() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readRequest();
              wire.sendText("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok");
            })) {
      var answer = HttpClient.connectingAnew(network, server.endpoint()).send(POST);

      assertThatThrownBy(() -> Await.outcome(answer)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatIsLateIsAFailure() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readRequest();
              wire.expectClose();
            })) {
      var impatient =
          HttpClient.connectingAnew(network, server.endpoint())
              .withAnswerLimit(Duration.ofMillis(50));

      assertThatThrownBy(() -> Await.outcome(impatient.send(POST)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatIsNotHttpIsAFailure() throws Exception {
    try (var server =
        CaptureServer.plain(
            wire -> {
              wire.readRequest();
              wire.sendText("SSH-2.0-OpenSSH\r\n\r\n");
              wire.expectClose();
            })) {
      var answer = HttpClient.connectingAnew(network, server.endpoint()).send(POST);

      assertThatThrownBy(() -> Await.outcome(answer)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void nobodyListeningIsAFailure() throws Exception {
    int closedPort;
    try (var briefly = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = briefly.getLocalPort();
    }
    var client = HttpClient.connectingAnew(network, Endpoint.plain("127.0.0.1", closedPort));

    assertThatThrownBy(() -> Await.outcome(client.send(POST))).isInstanceOf(ConnectException.class);
  }

  private static CaptureServer answeringOnce() throws IOException {
    return CaptureServer.plain(
        wire -> {
          wire.readRequest();
          wire.answer("ok");
          wire.expectClose();
        });
  }

  private CaptureServer answeringForEver() throws IOException {
    return CaptureServer.plain(
        wire -> {
          try {
            while (true) {
              requests.add(wire.readRequest());
              wire.answer("ok");
            }
          } catch (EOFException _) {
            // the client closed
          }
        });
  }
}
