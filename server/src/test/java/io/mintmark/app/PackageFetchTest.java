package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.vault.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The download command against servers that answer well, break off, or refuse.
class PackageFetchTest {

  private static final String ID = "d-0123456789";
  private static final String PACKAGE = "sealed bytes";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";

  @TempDir Path folder;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private ServerSocket server;
  private String state = "OPEN";
  private String packageAnswer =
      "HTTP/1.1 200 OK\r\n" + CHUNKED + "c\r\n" + PACKAGE + "\r\n0\r\n\r\n";

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aWholePackageIsSavedForItsOwnerAlone() throws Exception {
    var fetched = fetch();

    assertThat(fetched.file()).isEqualTo(folder.resolve(ID + ".zip.gpg")).hasContent(PACKAGE);
    assertThat(fetched.size()).isEqualTo(PACKAGE.length());
    assertThat(fetched.sha256())
        .isEqualTo("f35cf5b361b0eaf7b0c02e75808e260e3f379c4745abe45552ba768e85687749");
    assertThat(Files.getPosixFilePermissions(fetched.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(requests).allMatch(request -> request.contains("Authorization: Bearer mmk-key"));
  }

  @Test
  void aTransferThatBreaksOffLeavesNothing() throws Exception {
    packageAnswer = "HTTP/1.1 200 OK\r\n" + CHUNKED + "c\r\n" + PACKAGE + "\r\n";

    assertFails(4, "broke off after 12 bytes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anAnswerWithoutAProperEndIsNotBelieved() throws Exception {
    packageAnswer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + PACKAGE;

    assertFails(4, "no proper end");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDeliveryThatIsNotOpenCostsNoDownload() {
    state = "SPENT";

    assertFails(3, "SPENT");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aRefusalIsToldInTheServersWords() {
    String problem = "{\"code\":\"DELIVERY_NOT_OPEN\",\"detail\":\"It was revoked.\"}";
    packageAnswer =
        "HTTP/1.1 409 Conflict\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(problem.length(), problem);

    assertFails(3, "409 DELIVERY_NOT_OPEN: It was revoked.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPackageThatIsThereAlreadyIsKept() throws Exception {
    Files.writeString(folder.resolve(ID + ".zip.gpg"), "the first one");

    assertFails(5, "there already");
    assertThat(folder.resolve(ID + ".zip.gpg")).hasContent("the first one");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereIsAFaultOfTheFile() {
    folder = folder.resolve("nowhere");

    assertFails(5, "cannot be written");
    assertThat(requests).hasSize(1);
  }

  @Test
  void aServerThatIsNotThereIsToldSo() throws IOException {
    server.close();

    assertFails(4, "cannot be reached");
  }

  @Test
  void nothingThatIsToldHoldsTheKey() {
    packageAnswer = "HTTP/1.1 500 Broken\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    assertThatThrownBy(this::fetch).message().doesNotContain("mmk-key");
    assertThat(progress.toString(StandardCharsets.UTF_8)).doesNotContain("mmk-key");
  }

  private PackageFetch.Fetched fetch() throws FetchException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
    var out = new PrintStream(progress, true, StandardCharsets.UTF_8);
    return new PackageFetch(uri, null, SecretText.of("mmk-key"), out).fetch(ID, folder);
  }

  private void assertFails(int exitCode, String sentence) {
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.exitCode()).isEqualTo(exitCode))
        .hasMessageContaining(sentence);
  }

  /// Answers each connection once and closes it.
  private void serve() {
    try {
      while (true) {
        try (var socket = server.accept()) {
          var head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            int b = socket.getInputStream().read();
            head.append(b < 0 ? "\r\n\r\n" : String.valueOf((char) b));
          }
          requests.add(head.toString());
          String answer = head.indexOf("/package ") > 0 ? packageAnswer : view();
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private String view() {
    String json = "{\"fileName\":\"%s.zip.gpg\",\"state\":\"%s\"}".formatted(ID, state);
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(json.length(), json);
  }
}
