package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that should never have been sent, against a server of its own process with a heap of
/// 512 MB: each is refused in words, nothing is stored, and the server goes on.
class HostileUploadTest {

  private static final String CSV = "text/csv";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final long GIGABYTE = 1L << 30;

  @TempDir static Path folder;
  private static ChildServer child;
  private static Api api;
  private static String project;
  private static String product;

  @BeforeAll
  static void aServerOfItsOwnProcess() throws IOException {
    child = new ChildServer(folder);
    api = child.firstApi();
    project = api.project();
    product = api.product(project, "ALIYUN");
  }

  @AfterAll
  static void stop() {
    child.close();
  }

  /// The answer must come before the body, or nobody would ever see it.
  @Test
  void tenGigabytesAreRefusedBeforeTheyAreSent() throws IOException {
    try (var socket = connected()) {
      socket.getOutputStream().write(head(CSV, "Content-Length: " + 10 * GIGABYTE));

      assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("TOO_LARGE");
    }
    nothingIsStored();
  }

  @Test
  void aLineOfAGigabyteIsRefusedWhereItPassesTheLimit() throws IOException {
    try (var socket = connected()) {
      socket.getOutputStream().write(head(CSV, "Transfer-Encoding: chunked"));
      var answer = CompletableFuture.supplyAsync(() -> answer(socket));
      sendUntilAnswered(socket.getOutputStream(), answer);

      assertThat(answer.join()).startsWith("HTTP/1.1 4").containsAnyOf("LINE_ENDLESS", "TOO_LARGE");
    }
    nothingIsStored();
  }

  @Test
  void aSpreadsheetThatUnpacksToAGigabyteIsRefused() throws IOException {
    var answer = upload(XLSX, bomb());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("NAMES_FAULTY");
    nothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing at all
        "DeviceName\r\n", // nothing but a header
        "\u0089PNG\r\n\u001A\n\u0000\u0000\u0000\rIHDR", // a picture
        "%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n", // a document
        "PK\u0005\u0006\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000", // an empty
        // ZIP
      })
  void whatHoldsNoNamesIsRefused(String content) {
    var answer = upload(CSV, content.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("NAMES_FAULTY");
    nothingIsStored();
  }

  @Test
  void ofTwoWhoOrderTheSameNamesAtOnceOneGetsThem() {
    String contested = api.product(project, "ALIYUN");
    byte[] names =
        IntStream.range(0, 20_000)
            .mapToObj("contested-%05d"::formatted)
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.US_ASCII);

    var orders =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> upload(contested, CSV, names)))
            .limit(3)
            .toList();
    var answers = orders.stream().map(order -> order.join().statusCode()).sorted().toList();

    assertThat(answers).containsExactly(201, 422, 422);
  }

  private static void nothingIsStored() {
    assertThat(api.get("/api/v1/projects/" + project + "/batches").get("items"))
        .allSatisfy(batch -> assertThat(batch.get("productKey").asString()).isNotEqualTo(product));
    assertThat(api.get("/api/v1/products/" + product + "/devices").get("items")).isEmpty();
  }

  private static HttpResponse<String> upload(String type, byte[] file) {
    return upload(product, type, file);
  }

  private static HttpResponse<String> upload(String product, String type, byte[] file) {
    return api.exchange(
        api.request("/api/v1/products/%s/batches?burnMethod=DEVICE_SECRET".formatted(product))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(file)));
  }

  private static byte[] head(String type, String length) {
    return ("POST /api/v1/products/%s/batches?burnMethod=DEVICE_SECRET HTTP/1.1\r\nHost: localhost"
            + "\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s\r\n\r\n")
        .formatted(product, api.token(), type, length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Socket connected() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), child.management());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void sendUntilAnswered(OutputStream out, CompletableFuture<String> answer) {
    byte[] letters = "A".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try {
      for (long sent = 0; !answer.isDone() && sent < GIGABYTE; sent += letters.length) {
        out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(letters);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The server does not read to the end what it refuses.
    }
  }

  /// What the server says before it closes, or until its answer is complete.
  private static String answer(Socket socket) {
    var all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[4_096];
      int read = in.read(buffer);
      while (read > 0) {
        all.write(buffer, 0, read);
        if (all.toString(StandardCharsets.UTF_8).contains("}")) {
          break;
        }
        read = in.read(buffer);
      }
    } catch (IOException e) {
      all.writeBytes(("\n" + e).getBytes(StandardCharsets.UTF_8));
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// A gigabyte of blanks in a spreadsheet's one sheet.
  private static byte[] bomb() throws IOException {
    var file = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(file)) {
      entry(
          zip,
          "[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
      entry(
          zip,
          "_rels/.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              + "<Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
              + "2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
      entry(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r="
              + "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
              + "<sheet name=\"S\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>");
      entry(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              + "<Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
              + "2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
              + "</Relationships>");
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(
          ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                  + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 1_024; i++) {
        zip.write(blanks);
      }
      zip.write("</t></is></c></row></sheetData></worksheet>".getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
    return file.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.US_ASCII));
    zip.closeEntry();
  }
}
