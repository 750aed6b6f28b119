package io.mintmark.app;

import io.mintmark.vault.SecretText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fetches one package. It lies under another name (`.part`) until the last byte is on disk, so
/// that what has the package's name is whole. Nothing is resumed: each attempt is a download, and
/// counted.
public final class PackageFetch {

  static final int EXIT_REFUSED = 3;
  static final int EXIT_BROKEN = 4;
  static final int EXIT_FILE = 5;

  private static final Pattern DELIVERY = Pattern.compile("d-[a-z0-9]{10}");
  private static final Pattern NAME = Pattern.compile("d-[a-z0-9]{10}\\.zip(\\.gpg|\\.p7m)?");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TOLD_EVERY = 8 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI server;
  private final HttpClient client;
  private final SecretText apiKey;
  private final PrintStream progress;

  /// @param ca PEM file of certificates to trust; null for those that Java trusts
  /// @param progress gets a line now and then
  public PackageFetch(URI server, @Nullable Path ca, SecretText apiKey, PrintStream progress)
      throws FetchException {
    this.server = server;
    this.apiKey = apiKey;
    this.progress = progress;
    var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    this.client = (ca == null ? builder : builder.sslContext(trusting(ca))).build();
  }

  /// What was fetched.
  ///
  /// @param sha256 of the package, in hex; another one at each download
  public record Fetched(Path file, long size, String sha256) {}

  /// Fetches the package into the folder.
  ///
  /// @throws FetchException if there is no whole package at the end
  public Fetched fetch(String delivery, Path folder) throws FetchException, InterruptedException {
    if (!DELIVERY.matcher(delivery).matches()) {
      throw new FetchException(EXIT_REFUSED, "a delivery's id looks like d-3k9x0a7q2m");
    }
    // Asked first, because this costs no download.
    var view = view(delivery);
    String name = view.path("fileName").asString("");
    String state = view.path("state").asString("");
    if (!NAME.matcher(name).matches()) {
      throw new FetchException(EXIT_BROKEN, "this does not look like a Mintmark server's answer");
    }
    if (!state.equals("OPEN")) {
      throw new FetchException(
          EXIT_REFUSED, "the delivery is %s; ask its sender for another".formatted(state));
    }
    Path target = folder.resolve(name);
    if (Files.exists(target)) {
      throw new FetchException(EXIT_FILE, target + " is there already; move it away first");
    }
    return save(delivery, target);
  }

  private JsonNode view(String delivery) throws FetchException, InterruptedException {
    try (InputStream body = answer(delivery).body()) {
      return JSON.readTree(body.readAllBytes());
    } catch (IOException | JacksonException e) {
      throw unreachable(e);
    }
  }

  private HttpResponse<InputStream> answer(String path)
      throws FetchException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1/deliveries/" + path))
            .header("Authorization", "Bearer " + apiKey.expose())
            .timeout(PATIENCE)
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new FetchException(
            answer.statusCode() < 500 ? EXIT_REFUSED : EXIT_BROKEN, sentence(answer));
      }
      return answer;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static String sentence(HttpResponse<InputStream> answer) throws IOException {
    try (var body = answer.body()) {
      var problem = JSON.readTree(body.readNBytes(1 << 16));
      return "the server answered %d %s: %s"
          .formatted(
              answer.statusCode(),
              printable(problem.path("code").asString("")),
              printable(problem.path("detail").asString("")));
    } catch (JacksonException e) {
      return "the server answered " + answer.statusCode();
    }
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private FetchException unreachable(Exception cause) {
    return new FetchException(
        EXIT_BROKEN, "%s cannot be reached (%s)".formatted(server, cause.getMessage()));
  }

  private Fetched save(String delivery, Path target) throws FetchException, InterruptedException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (var channel = open(part)) {
      var answer = answer(delivery + "/package");
      requireEnd(answer);
      var fetched = copy(answer.body(), channel, target);
      channel.force(true);
      Files.move(part, target);
      return fetched;
    } catch (IOException e) {
      throw new FetchException(
          EXIT_FILE, "%s cannot be written (%s)".formatted(target, e.getMessage()));
    } finally {
      discard(part);
    }
  }

  private static FileChannel open(Path part) throws IOException {
    Files.deleteIfExists(part);
    return FileChannel.open(
        part,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The next attempt does it.
    }
  }

  /// An answer that ends with its connection ends the same way when that breaks.
  private static void requireEnd(HttpResponse<InputStream> answer) throws FetchException {
    var headers = answer.headers();
    boolean hasEnd =
        answer.version() == HttpClient.Version.HTTP_2
            || headers.firstValue("Content-Length").isPresent()
            || headers.firstValue("Transfer-Encoding").orElse("").contains("chunked");
    if (!hasEnd) {
      throw new FetchException(
          EXIT_BROKEN, "the answer has no proper end; a proxy on the way takes it away");
    }
  }

  private Fetched copy(InputStream body, FileChannel channel, Path target)
      throws FetchException, IOException {
    var digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (body) {
      for (int n = receive(body, buffer, size); n >= 0; n = receive(body, buffer, size)) {
        digest.update(buffer, 0, n);
        for (var bytes = ByteBuffer.wrap(buffer, 0, n); bytes.hasRemaining(); ) {
          channel.write(bytes);
        }
        if (size / TOLD_EVERY != (size + n) / TOLD_EVERY) {
          progress.printf("%,d MB%n", (size + n) >> 20);
        }
        size += n;
      }
    }
    return new Fetched(target, size, HexFormat.of().formatHex(digest.digest()));
  }

  private static int receive(InputStream body, byte[] buffer, long size) throws FetchException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new FetchException(
          EXIT_BROKEN,
          "the transfer broke off after %,d bytes; it was counted as a download".formatted(size));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256", e);
    }
  }

  private static SSLContext trusting(Path ca) throws FetchException {
    try {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      var pem = new ByteArrayInputStream(Files.readAllBytes(ca));
      var all = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      int number = 0;
      for (var certificate : all) {
        trusted.setCertificateEntry("ca-" + ++number, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new FetchException(2, "the CA file %s cannot be used".formatted(ca));
    }
  }
}
