package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A large list goes through the server as it comes, and leaves nothing behind but its batch.
class LargeUploadTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final String PLAIN = "text/csv";
  private static final String FORM = "multipart/form-data; boundary=cut-here";
  private static final int NAMES = 200_000;

  /// Less than the names take if somebody still holds them: 56 bytes each.
  private static final long SLACK_BYTES = 8 << 20;

  private final ApiClient api = HOUSE.api();
  private final String path =
      "/products/"
          + Orders.publishedProduct(api, "ALIYUN")
          + "/batches?burnMethod=DYNAMIC_REGISTRATION";

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, FORM})
  void twoHundredThousandNamesLeaveNoMemoryBehind(String type) throws Exception {
    upload(type, "warm", 1_000);
    long before = heapInUse();

    var ordered = upload(type, "unit", NAMES);

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.json().path("size").asInt()).isEqualTo(NAMES);
    assertThat(heapInUse()).isLessThan(before + SLACK_BYTES);
  }

  /// Only a server that reads a list while it comes can answer before it ends.
  @ParameterizedTest
  @ValueSource(strings = {PLAIN, FORM})
  void aListWithoutAnEndIsRefusedAtItsLimit(String type) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), HOUSE.server.port())) {
      socket.setSoTimeout(60_000);
      var out = socket.getOutputStream();
      out.write(head(type).getBytes(StandardCharsets.US_ASCII));
      var answer = CompletableFuture.supplyAsync(() -> statusLine(socket));
      chunk(out, opening(type));
      for (int i = 0; !answer.isDone() && i < NAMES * 10; i += 1_000) {
        chunk(out, names("endless", i, i + 1_000));
      }

      assertThat(answer.join()).startsWith("HTTP/1.1 413");
    }
  }

  private Answer upload(String type, String prefix, int count) {
    var body = BodyPublishers.ofByteArrays(() -> parts(type, prefix, count).iterator());
    return api.send("POST", path, type, body);
  }

  /// Each part is made when the connection has taken the one before.
  private static Stream<byte[]> parts(String type, String prefix, int count) {
    return Stream.of(
            Stream.of(opening(type)),
            IntStream.range(0, count / 1_000)
                .mapToObj(i -> names(prefix, i * 1_000, (i + 1) * 1_000)),
            Stream.of(type.equals(FORM) ? "\r\n--cut-here--\r\n" : ""))
        .flatMap(part -> part)
        .map(part -> part.getBytes(StandardCharsets.US_ASCII));
  }

  private static String opening(String type) {
    var form =
        """
        --cut-here
        Content-Disposition: form-data; name="burnMethod"

        DYNAMIC_REGISTRATION
        --cut-here
        Content-Disposition: form-data; name="file"; filename="a.csv"

        """;
    return type.equals(FORM) ? form.replace("\n", "\r\n") : "";
  }

  private static String names(String prefix, int from, int to) {
    var lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(prefix).append('-').append(i).append('\n');
    }
    return lines.toString();
  }

  private String head(String type) {
    return "POST /api/v1%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
            .formatted(path, HOUSE.key)
        + "Content-Type: "
        + type
        + "\r\nTransfer-Encoding: chunked\r\n\r\n";
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    if (!text.isEmpty()) {
      out.write("%x\r\n%s\r\n".formatted(text.length(), text).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String statusLine(Socket socket) {
    try {
      return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "no answer: " + e;
    }
  }

  /// The least of several looks, each after a collection: what minting needs for a moment in the
  /// background does not count.
  private static long heapInUse() {
    var memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
      Orders.pause();
    }
    return least;
  }
}
