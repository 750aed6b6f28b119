package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.EventKind;
import io.mintmark.event.Transport;
import io.mintmark.registration.RegistrationOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Registration over HTTP, to the byte: vendors' C clients read the answer by its spelling.
@ExtendWith(LeakWatch.class)
class HttpTest {

  private static final String ANSWER_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: 18\r\n";

  private static final String CHUNKED_HEAD =
      "POST /test/register HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private RawClient client() throws Exception {
    return RawClient.to(gate.addresses.http());
  }

  private static String post(String name, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "POST /test/register HTTP/1.1\r\nHost: gate\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(more, name.length(), name);
  }

  @Test
  void theAnswerIsExactlyWhatVendorsClientsCanRead() throws Exception {
    try (var client = client()) {
      client.send(post("d1"));

      assertThat(client.readTextToEnd())
          .isEqualTo(ANSWER_HEAD + "Connection: close\r\n\r\n{\"issued\":\"P1/d1\"}");
    }
  }

  @Test
  void aKeptConnectionServesOneRequestAfterAnother() throws Exception {
    try (var client = client()) {
      for (int i = 1; i < 4; i++) {
        client.send(post("d" + i, "connection: Keep-Alive"));

        assertThat(client.readHttpAnswer())
            .isEqualTo(ANSWER_HEAD + "\r\n{\"issued\":\"P1/d%d\"}".formatted(i));
      }
      client.send(post("d9"));

      assertThat(client.readTextToEnd()).contains("Connection: close").endsWith("P1/d9\"}");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    List<CompletableFuture<RegistrationOutcome>> commits = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      commits.add(new CompletableFuture<>());
    }
    gate.registrar = _ -> commits.get(gate.registrations.size() - 1);
    try (var client = client()) {
      String keep = "Connection: keep-alive";
      client.send(post("d1", keep) + post("d2", keep) + post("d3"));
      client.shutOutput();
      for (int i = 0; i < 3; i++) {
        int arrived = i + 1;
        TestGate.await(() -> gate.registrations.size() == arrived);
        commits.get(i).complete(TestGate.issued(gate.registrations.get(i).identity()));
      }

      String answers = client.readTextToEnd();

      assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(4);
      assertThat(answers.replaceAll("(?s).*?P1/(d.)", "$1 ")).startsWith("d1 d2 d3");
    }
  }

  @Test
  void requestsBehindOneThatDoesNotKeepTheConnectionAreLeft() throws Exception {
    try (var client = client()) {
      client.send(post("d1") + post("d2"));

      assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
      assertThat(gate.registrations).hasSize(1);
    }
  }

  @Test
  void anAnswerAwaitingItsCommitReachesAClientThatStoppedSending() throws Exception {
    var commit = new CompletableFuture<RegistrationOutcome>();
    gate.registrar = _ -> commit;
    try (var client = client()) {
      client.send(post("d1"));
      client.shutOutput();
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);

      commit.complete(TestGate.issued(TestDialect.device("d1")));

      assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
    }
  }

  @Test
  void aClientThatLeftMeanwhileHarmsNobody() throws Exception {
    var commit = new CompletableFuture<RegistrationOutcome>();
    gate.registrar = _ -> commit;
    try (var client = client()) {
      client.send(post("d1"));
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);
    }

    commit.complete(TestGate.issued(TestDialect.device("d1")));

    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
    gate.registrar =
        request -> CompletableFuture.completedFuture(TestGate.issued(request.identity()));
    try (var client = client()) {
      client.send(post("d2"));
      assertThat(client.readTextToEnd()).endsWith("P1/d2\"}");
    }
  }

  @Test
  void aRequestMayArriveByteByByte() throws Exception {
    try (var client = client()) {
      for (char c : post("d1").toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
    }
  }

  @Test
  void whatTheDialectIsTold() throws Exception {
    try (var client = client()) {
      client.send(post("d1", "X-One: a", "x-one: b"));
      client.readTextToEnd();
    }
    var origin = gate.registrations.getFirst().origin();
    assertThat(origin.transport()).isEqualTo(Transport.HTTP);
    assertThat(origin.address()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/test/register?a=b", "http://gate:8080/test/register"})
  void theQueryAndTheHostDoNotMatter(String uri) throws Exception {
    try (var client = client()) {
      client.send(post("d1").replace("/test/register", uri));

      assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
    }
  }

  @Test
  void aChunkedRequestIsRead() throws Exception {
    try (var client = client()) {
      client.send(CHUNKED_HEAD + "1\r\nd\r\n1\r\n1\r\n0\r\n\r\n");

      assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
    }
  }

  @Test
  void whoAsksBeforeSendingItsBodyIsToldToGoOn() throws Exception {
    try (var client = client()) {
      client.send(post("", "Expect: 100-continue").replace("Length: 0", "Length: 2"));
      String wanted = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(client.readBytes(wanted.length()), StandardCharsets.UTF_8))
          .isEqualTo(wanted);

      client.send("d1");

      assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
    }
  }

  @Test
  void aPathOfNobodyIsNotFound() throws Exception {
    try (var client = client()) {
      client.send("GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.readTextToEnd())
          .isEqualTo("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
  }

  @Test
  void aFaultyRequestIsRefusedByItsDialectAndLeavesAnEvent() throws Exception {
    try (var client = client()) {
      client.send(post(""));

      assertThat(client.readTextToEnd()).endsWith("{\"refused\":\"MALFORMED\"}");
      var event = gate.awaitEvent(EventKind.REGISTRATION);
      assertThat(event.outcome()).isEqualTo("MALFORMED");
      assertThat(event.productKey()).isEqualTo("P1");
      assertThat(event.detail()).isEqualTo("no name");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'POST /test/register HTTP/1.1\r\nContent-Length: 999999\r\n\r\n', 413",
    "'POST /test/register HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400",
    "'POST /test/register HTTP/1.1\r\nContent-Length: x\r\n\r\n', 400",
    "'NONSENSE\r\n\r\n', 400"
  })
  void whatCannotBeTakenIsRefused(String request, int status) throws Exception {
    try (var client = client()) {
      client.send(request);

      assertThat(client.readTextToEnd()).startsWith("HTTP/1.1 " + status + " ");
      assertThat(gate.registrations).isEmpty();
    }
  }

  @Test
  void aBodyThatTurnsOutTooLongIsRefused() throws Exception {
    try (var client = client()) {
      client.send(CHUNKED_HEAD);
      for (int i = 0; i < 40; i++) {
        client.send("400\r\n" + "x".repeat(1024) + "\r\n");
      }

      assertThat(client.readTextToEnd()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void anAnswerSurvivesBytesThatNobodyReads() throws Exception {
    try (var client = client()) {
      client.send("POST /test/register HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n");
      for (int i = 0; i < 15; i++) {
        client.send(new byte[65_536]);
      }

      assertThat(client.readTextToEnd()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void anEndlessHeaderIsRefused() throws Exception {
    try (var client = client()) {
      client.send("POST /test/register HTTP/1.1\r\nX: " + "x".repeat(20_000));

      assertThat(client.readTextToEnd()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void aKeptConnectionThatFallsSilentIsClosed() throws Exception {
    try (var client = client()) {
      client.send(post("d1", "Connection: keep-alive"));
      client.readHttpAnswer();

      gate.advance(Duration.ofSeconds(61));

      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void aTooBusyServerSaysSoInTheDialectsWords() throws Exception {
    gate.close();
    gate = new TestGate(GateSettings.DEFAULT.withLimits(GateLimits.DEFAULT.withMaxWaiting(1)));
    gate.registrar = _ -> new CompletableFuture<>();
    try (var first = client();
        var second = client()) {
      first.send(post("d1"));
      TestGate.await(() -> gate.gate.counters().read().waiting() == 1);

      second.send(post("d2"));

      assertThat(second.readTextToEnd()).endsWith("{\"refused\":\"OVERLOADED\"}");
      assertThat(gate.awaitEvent(EventKind.REGISTRATION).outcome()).isEqualTo("OVERLOADED");
    }
  }

  @Test
  void aBrokenUseCaseIsAnInternalErrorToTheDevice() throws Exception {
    gate.registrar =
        _ -> {
          throw new AssertionError("a fault that a test put here");
        };
    try (var client = client()) {
      client.send(post("d1"));

      assertThat(client.readTextToEnd()).endsWith("{\"refused\":\"INTERNAL\"}");
    }
  }
}
