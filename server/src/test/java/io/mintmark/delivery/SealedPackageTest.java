package io.mintmark.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Packages opened with what factories have: gpg, openssl and 7-Zip.
class SealedPackageTest {

  @TempDir static Path storeFolder;
  @TempDir Path folder;

  private static DeliveryHouse house;

  @BeforeAll
  static void open() {
    house = new DeliveryHouse(storeFolder);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /// Ends the agent that gpg left running in the folder.
  @AfterEach
  void endAgent() throws Exception {
    Program.run(folder, "gpgconf", "--kill", "all");
  }

  @ParameterizedTest
  @CsvSource({"rsa2048,rsa2048", "ed25519,cv25519", "nistp256,nistp256"})
  void gpgOpensAnOpenPgpPackage(String primary, String encryption) throws Exception {
    house.giveKey(SealingKey.Kind.OPENPGP, newOpenPgpKey(primary, encryption));
    var made = house.made(house.batch(2_345), house.order(Sealing.Kind.OPENPGP));
    var sealed = download(made.delivery());

    var opened = gpg("--output", "package.zip", "--decrypt", sealed.toString());

    assertThat(opened.output()).contains("AES256").doesNotContain("WARNING");
    assertThat(opened.succeeded()).isTrue();
    assertIsWhole(unzipped(folder.resolve("package.zip")), made.delivery(), 2_345);
  }

  @Test
  void anotherKeyDoesNotOpenAnOpenPgpPackage() throws Exception {
    house.giveKey(SealingKey.Kind.OPENPGP, newOpenPgpKey("ed25519", "cv25519"));
    var sealed = download(house.made(house.batch(2), house.order(Sealing.Kind.OPENPGP)).delivery());
    gpg("--delete-secret-keys", "--yes", fingerprint());
    newOpenPgpKey("rsa2048", "rsa2048");

    var opened = gpg("--output", "package.zip", "--decrypt", sealed.toString());

    assertThat(opened.output()).contains("No secret key");
    assertThat(opened.succeeded()).isFalse();
    assertThat(folder.resolve("package.zip")).doesNotExist();
  }

  @Test
  void gpgTakesNoPieceForTheWhole() throws Exception {
    house.giveKey(SealingKey.Kind.OPENPGP, newOpenPgpKey("ed25519", "cv25519"));
    var made = house.made(house.batch(2_000), house.order(Sealing.Kind.OPENPGP));

    var opened = gpg("--output", "x.zip", "--decrypt", brokenOff(made.delivery()).toString());

    assertThat(opened.succeeded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"rsa:2048", "ec:P-256", "ec:P-384"})
  void opensslOpensACmsPackage(String key) throws Exception {
    house.giveKey(SealingKey.Kind.X509, newCertificate(key));
    var made = house.made(house.batch(2_345), house.order(Sealing.Kind.CMS));

    var opened = openssl(download(made.delivery()));

    assertThat(opened.output()).isEmpty();
    assertThat(opened.succeeded()).isTrue();
    assertIsWhole(unzipped(folder.resolve("package.zip")), made.delivery(), 2_345);
  }

  @Test
  void anotherKeyDoesNotOpenACmsPackage() throws Exception {
    house.giveKey(SealingKey.Kind.X509, newCertificate("rsa:2048"));
    var sealed = download(house.made(house.batch(2), house.order(Sealing.Kind.CMS)).delivery());
    newCertificate("rsa:2048");

    assertThat(openssl(sealed).succeeded()).isFalse();
  }

  @Test
  void opensslTakesNoPieceForTheWhole() throws Exception {
    house.giveKey(SealingKey.Kind.X509, newCertificate("ec:P-256"));
    var made = house.made(house.batch(2_000), house.order(Sealing.Kind.CMS));

    assertThat(openssl(brokenOff(made.delivery())).succeeded()).isFalse();
  }

  @Test
  void opensslNoticesAChangedByte() throws Exception {
    house.giveKey(SealingKey.Kind.X509, newCertificate("rsa:2048"));
    var sealed = download(house.made(house.batch(2_000), house.order(Sealing.Kind.CMS)).delivery());
    byte[] bytes = Files.readAllBytes(sealed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(sealed, bytes);

    assertThat(openssl(sealed).succeeded()).isFalse();
  }

  @Test
  void sevenZipOpensAZipPackage() throws Exception {
    var made = house.made(house.batch(2_345), house.order(Sealing.Kind.ZIP_AES256));
    var sealed = download(made.delivery());

    var opened = sevenZip("x", sealed, made.passphrase().orElseThrow().expose());

    assertThat(opened.output()).contains("Everything is Ok");
    assertThat(opened.succeeded()).isTrue();
    assertIsWhole(folder.resolve("opened"), made.delivery(), 2_345);
  }

  @Test
  void everyFileOfAZipPackageIsEncryptedWithAes256() throws Exception {
    var made = house.made(house.batch(2), house.order(Sealing.Kind.ZIP_AES256));

    var listed =
        Program.run(folder, Program.sevenZip(), "l", "-slt", download(made.delivery()).toString());

    assertThat(listed.output().lines().filter(line -> line.startsWith("Method = ")))
        .hasSize(4)
        .allMatch(line -> line.contains("AES-256"));
  }

  @Test
  void anotherPassphraseDoesNotOpenAZipPackage() throws Exception {
    var made = house.made(house.batch(2), house.order(Sealing.Kind.ZIP_AES256));

    var opened = sevenZip("t", download(made.delivery()), "not the passphrase of it");

    assertThat(opened.output()).contains("Wrong password");
    assertThat(opened.succeeded()).isFalse();
  }

  @Test
  void sevenZipTakesNoPieceForTheWhole() throws Exception {
    var made = house.made(house.batch(2_000), house.order(Sealing.Kind.ZIP_AES256));

    var opened =
        sevenZip("t", brokenOff(made.delivery()), made.passphrase().orElseThrow().expose());

    assertThat(opened.succeeded()).isFalse();
  }

  @Test
  void theContentsAreTheSameEachTime() throws Exception {
    var made = house.made(house.batch(500), house.order(Sealing.Kind.ZIP_AES256));
    var passphrase = made.passphrase().orElseThrow().expose();
    sevenZip("x", download(made.delivery()), passphrase);
    var first = contents(folder.resolve("opened"));
    Program.run(folder, "rm", "-r", "opened");

    sevenZip("x", download(made.delivery()), passphrase);

    assertThat(contents(folder.resolve("opened"))).isEqualTo(first);
  }

  @Test
  void nothingIsInTheClear() throws Exception {
    house.giveKey(SealingKey.Kind.X509, newCertificate("rsa:2048"));
    var batch = house.batch(500);
    var name = house.store.batches().lines(batch.id(), 0, 1).getFirst().name();

    for (var kind : List.of(Sealing.Kind.CMS, Sealing.Kind.ZIP_AES256)) {
      var sealed = download(house.made(batch, house.order(kind)).delivery());

      assertThat(Files.readString(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(name);
    }
  }

  private void assertIsWhole(Path contents, Delivery delivery, int units) throws Exception {
    var sums = Program.run(contents, "sha256sum", "--check", "--strict", "SHA256SUMS");
    assertThat(sums.succeeded()).as(sums.output()).isTrue();
    String name = house.product.key() + "-" + delivery.batch() + ".csv";
    assertThat(Files.readAllLines(contents.resolve(name))).hasSize(units + 1);
    assertThat(Files.readString(contents.resolve("manifest.json")))
        .contains("\"delivery\" : \"" + delivery.id() + "\"")
        .contains("\"name\" : \"Shenzhen Lamp Works\"")
        .contains("\"units\" : " + units)
        .contains("\"size\" : " + Files.size(contents.resolve(name)))
        .contains("\"madeAt\" : \"2026-03-01T12:00:00Z\"");
    assertThat(Files.readString(contents.resolve("README.txt")))
        .contains("DELIVERY " + delivery.id())
        .contains("交付 " + delivery.id());
  }

  private Path download(Delivery delivery) throws IOException {
    var file = folder.resolve(delivery.fileName());
    try (var out = Files.newOutputStream(file)) {
      house.download(delivery, out);
    }
    return file;
  }

  /// What arrives when the line breaks in the middle.
  private Path brokenOff(Delivery delivery) throws IOException {
    var whole = new ByteArrayOutputStream();
    house.download(delivery, whole);
    var file = folder.resolve(delivery.fileName());
    try (var out = Files.newOutputStream(file)) {
      house.download(delivery, new BreakingOff(out, whole.size() / 2));
    } catch (IOException e) {
      assertThat(e).hasMessage("the line broke");
    }
    return file;
  }

  private Program gpg(String... arguments) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    var command = new ArrayList<>(List.of("gpg", "--batch", "-v", "--pinentry-mode"));
    command.addAll(List.of("loopback", "--passphrase", ""));
    command.addAll(List.of(arguments));
    return Program.run(folder, command.toArray(String[]::new));
  }

  private String newOpenPgpKey(String primary, String encryption) throws Exception {
    gpg("--quick-generate-key", "factory@example.com", primary, "sign", "never");
    gpg("--quick-add-key", fingerprint(), encryption, "encr", "never");
    return gpg("--no-verbose", "-q", "--armor", "--export", fingerprint()).output();
  }

  /// Of the key made last.
  private String fingerprint() throws Exception {
    return gpg("--with-colons", "--list-keys")
        .output()
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":", -1)[9])
        .toList()
        .getFirst();
  }

  private String newCertificate(String key) throws Exception {
    var command =
        key.startsWith("rsa")
            ? List.of("-newkey", key)
            : List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + key.substring(3));
    var all = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
    all.addAll(command);
    all.addAll(List.of("-subj", "/CN=factory", "-days", "3650", "-keyout", "key.pem"));
    all.addAll(List.of("-out", "certificate.pem"));
    Program.run(folder, all.toArray(String[]::new));
    return Files.readString(folder.resolve("certificate.pem"));
  }

  private Program openssl(Path sealed) throws Exception {
    return Program.run(
        folder,
        "openssl",
        "cms",
        "-decrypt",
        "-binary",
        "-inform",
        "DER",
        "-stream",
        "-in",
        sealed.toString(),
        "-inkey",
        "key.pem",
        "-out",
        "package.zip");
  }

  private Program sevenZip(String act, Path sealed, String passphrase) throws Exception {
    return Program.run(
        folder, Program.sevenZip(), act, "-p" + passphrase, "-oopened", sealed.toString());
  }

  private Path unzipped(Path zip) throws Exception {
    var opened = Program.run(folder, Program.sevenZip(), "x", "-oopened", zip.toString());
    assertThat(opened.succeeded()).as(opened.output()).isTrue();
    return folder.resolve("opened");
  }

  private static List<String> contents(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().map(SealedPackageTest::content).toList();
    }
  }

  private static String content(Path file) {
    try {
      return file.getFileName() + ": " + Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Takes so many bytes and no more.
  private static final class BreakingOff extends OutputStream {

    private final OutputStream out;
    private int left;

    BreakingOff(OutputStream out, int left) {
      this.out = out;
      this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        throw new IOException("the line broke");
      }
      out.write(b);
    }
  }
}
