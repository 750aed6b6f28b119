package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Progress as server-sent events, read off the socket as a browser reads them.
@Timeout(60)
class ProgressStreamTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");

  @Test
  void aListenerHearsOfTheBatchAtOnceAndOfEachChangeUntilTheEnd() throws Exception {
    var batch = draft();

    try (var stream = new Stream(batch, "")) {
      assertThat(stream.head).contains("HTTP/1.1 200", "text/event-stream", "no-store");
      var first = stream.next();
      assertThat(first.name).isEqualTo("progress");
      assertThat(first.data).contains("\"state\":\"DRAFT\"", "\"id\":\"" + batch + "\"");
      api.post("/batches/" + batch + "/submit");
      var heard = new ArrayList<Heard>();
      do {
        heard.add(stream.next());
      } while (!heard.getLast().name.equals("end"));

      assertThat(heard.getLast().data).contains("\"state\":\"READY\"", "\"minted\":3");
      assertThat(heard.getLast().id).isEqualTo("end");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void aBrowserThatHeardTheEndIsToldToStayAway() throws Exception {
    var batch = Orders.readyBatch(api, productKey, "stay-away\n");

    try (var stream = new Stream(batch, "Last-Event-ID: end\r\n")) {
      assertThat(stream.head).contains("HTTP/1.1 204");
    }
    try (var stream = new Stream(batch, "")) {
      assertThat(stream.next().name).isEqualTo("end");
      assertThat(stream.isOver()).isTrue();
    }
  }

  @Test
  void aStreamIsForThoseWhoMaySeeTheBatch() {
    assertThat(api.get("/batches/b-0000000000/progress").problem()).isEqualTo("NOT_FOUND");
    assertThat(HOUSE.anybody().get("/batches/b-0000000000/progress").problem())
        .isEqualTo("NOT_SIGNED_IN");
  }

  @Test
  void hundredsListenWithoutAThreadEach() throws Exception {
    var batch = draft();
    int before = platformThreads();
    var streams = new ArrayList<Stream>();
    try {
      for (int i = 0; i < 300; i++) {
        streams.add(new Stream(batch, ""));
      }
      for (var stream : streams) {
        assertThat(stream.next().data).contains("DRAFT");
      }

      assertThat(platformThreads() - before).isLessThan(50);
      api.post("/batches/" + batch + "/cancel");

      for (var stream : streams) {
        assertThat(stream.next().name).isEqualTo("end");
      }
    } finally {
      for (var stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void aServerThatStopsEndsItsStreams() throws Exception {
    var batch = draft();
    var server =
        ManagementServer.start(
            new ManagementSettings("127.0.0.1", 0, "management.port"), HOUSE.useCases);
    try (var stream = new Stream(server.port(), batch, "")) {
      stream.next();
      long begin = System.nanoTime();

      server.close();

      assertThat(System.nanoTime() - begin).isLessThan(8_000_000_000L);
      assertThat(stream.isOver()).isTrue();
    }
  }

  private static int platformThreads() {
    return Thread.getAllStackTraces().size();
  }

  private String draft() {
    return api.post(
            "/products/" + productKey + "/batches",
            "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":3,\"draft\":true}")
        .text("id");
  }

  private record Heard(String name, String id, String data) {}

  /// A connection that reads events, chunk by chunk.
  private static final class Stream implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader reader;
    private final String head;

    Stream(String batch, String header) throws IOException {
      this(HOUSE.server.port(), batch, header);
    }

    Stream(int port, String batch, String header) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
      var request =
          "GET /api/v1/batches/%s/progress HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n"
              .formatted(batch, HOUSE.key, header);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      var text = new StringBuilder();
      for (var line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
        text.append(line).append('\n');
      }
      head = text.toString();
    }

    /// The next event; comments, the retry time and the lengths of chunks are passed over.
    Heard next() throws IOException {
      String name = "";
      String id = "";
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          return new Heard(name, id, line.substring(6));
        }
      }
      throw new AssertionError("the stream ended");
    }

    /// Whether the last chunk came, and nothing that would be another event.
    boolean isOver() throws IOException {
      var rest = new ArrayList<String>();
      var line = reader.readLine();
      while (line != null && !line.equals("0")) {
        rest.add(line);
        line = reader.readLine();
      }
      return "0".equals(line) && rest.stream().noneMatch(each -> each.startsWith("data"));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
