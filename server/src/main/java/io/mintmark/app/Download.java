package io.mintmark.app;

import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `mintmark download`: fetches a sealed package on the factory's own machine. The API key is never
/// an argument, because others can read those.
@Command(
    name = "download",
    description = "Download the sealed package of a delivery.",
    footer = {
      "",
      "The API key is read from the environment variable MINTMARK_API_KEY, or from a file that",
      "only you may read (--key-file).",
      "",
      "Exit codes: 0 the package is complete; 2 wrong options or no key; 3 the server refused;",
      "4 the server cannot be reached, or the transfer broke off; 5 the file cannot be written."
    })
final class Download implements Callable<Integer> {

  static final String KEY_VARIABLE = "MINTMARK_API_KEY";

  private static final int EXIT_USAGE = 2;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @Option(names = "--server", required = true, paramLabel = "URL", description = "The server.")
  private @Nullable URI server;

  @Option(
      names = "--delivery",
      required = true,
      paramLabel = "ID",
      description = "The delivery, such as d-3k9x0a7q2m.")
  private String delivery = "";

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to put the package (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of(".");

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "PEM file of the certificates that may vouch for the server.")
  private @Nullable Path ca;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with the API key, of mode 0600.")
  private @Nullable Path keyFile;

  @Option(names = "--plain-http", description = "Send the API key to another machine without TLS.")
  private boolean plainHttp;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  private final Map<String, String> environment = System.getenv();

  @Override
  public Integer call() throws InterruptedException {
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      var fetch = new PackageFetch(serverUri(), ca, apiKey(), err);
      var fetched = fetch.fetch(delivery, out);
      System.out.println(fetched.file());
      err.printf("%,d bytes, SHA-256 %s%n", fetched.size(), fetched.sha256());
      return 0;
    } catch (FetchException e) {
      err.println("mintmark: " + e.getMessage());
      return e.exitCode();
    }
  }

  private URI serverUri() throws FetchException {
    URI uri = server == null ? URI.create("") : server;
    String scheme = String.valueOf(uri.getScheme());
    if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
      throw new FetchException(EXIT_USAGE, "--server is an address such as https://mint.example");
    }
    boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
    if (scheme.equals("http") && !here && !plainHttp) {
      throw new FetchException(
          EXIT_USAGE,
          "http:// would send the API key in the clear; use https://, or --plain-http if you must");
    }
    return uri;
  }

  private SecretText apiKey() throws FetchException {
    String given = environment.getOrDefault(KEY_VARIABLE, "");
    String key = keyFile == null ? given : read(keyFile);
    if (key.isBlank()) {
      throw new FetchException(
          EXIT_USAGE, "no API key: set " + KEY_VARIABLE + ", or name a file with --key-file");
    }
    return SecretText.of(key.strip());
  }

  private static String read(Path file) throws FetchException {
    try {
      if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new FetchException(
            EXIT_USAGE, "others may read %s; run: chmod 600 %s".formatted(file, file));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new FetchException(EXIT_USAGE, "the key file %s cannot be read".formatted(file));
    }
  }
}
