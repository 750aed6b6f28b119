package io.mintmark.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.certificate.CertificateKeeper.Change;
import io.mintmark.certificate.TestIssuer.Issued;
import io.mintmark.certificate.TestIssuer.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which certificates are shown, and what happens to them while the server runs.
class CertificateKeeperTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<String> HOSTS = List.of("localhost");
  private static final TestIssuer ISSUER = new TestIssuer();
  private static final Issued RSA = ISSUER.issue("RSA 2048");
  private static final Issued ECDSA = ISSUER.issue("EC secp256r1");

  /// An authority with its certificates; RSA keys take a while to make.
  @TempDir static Path template;

  private Instant now = NOW;
  private CertificateAuthority authority;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws Exception {
    CertificateAuthority.open(template, new SecureRandom(), () -> NOW).serverCertificates(HOSTS);
  }

  @BeforeEach
  void open() throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    try (var files = Files.list(template)) {
      for (Path file : files.toList()) {
        Files.copy(file, own.resolve(file.getFileName()));
      }
    }
    authority = CertificateAuthority.open(own, new SecureRandom(), () -> now);
  }

  private CertificateKeeper keeper(CertificateFiles... files) throws IOException {
    return new CertificateKeeper(authority, HOSTS, List.of(files), () -> now);
  }

  @Test
  void withoutFilesBothAreOfTheOwnAuthority() throws Exception {
    var shown = keeper().certificates();

    assertThat(shown.rsa().leaf().getIssuerX500Principal())
        .isEqualTo(shown.authority().getSubjectX500Principal());
    assertThat(shown.prefersRsa()).isFalse();
  }

  @Test
  void anRsaCertificateAloneServesEveryoneWhoCanTakeIt() throws Exception {
    var shown = keeper(RSA.in(folder, "given")).certificates();

    assertThat(shown.rsa().leaf()).isEqualTo(RSA.leaf());
    assertThat(shown.rsa().chain()).containsExactly(RSA.leaf(), ISSUER.certificate());
    assertThat(shown.ecdsa().leaf().getIssuerX500Principal())
        .isEqualTo(shown.authority().getSubjectX500Principal());
    assertThat(shown.prefersRsa()).isTrue();
  }

  @Test
  void anEcdsaCertificateAloneLeavesTheRsaOneToTheOwnAuthority() throws Exception {
    var shown = keeper(ECDSA.in(folder, "given")).certificates();

    assertThat(shown.ecdsa().leaf()).isEqualTo(ECDSA.leaf());
    assertThat(shown.rsa().leaf().getIssuerX500Principal())
        .isEqualTo(shown.authority().getSubjectX500Principal());
    assertThat(shown.prefersRsa()).isFalse();
  }

  @Test
  void bothKindsMayBeGivenInEitherOrder() throws Exception {
    var shown = keeper(ECDSA.in(folder, "one"), RSA.in(folder, "two")).certificates();

    assertThat(shown.ecdsa().leaf()).isEqualTo(ECDSA.leaf());
    assertThat(shown.rsa().leaf()).isEqualTo(RSA.leaf());
    assertThat(shown.prefersRsa()).isFalse();
  }

  @Test
  void keysOfEveryFormAreRead() throws Exception {
    for (var issued : List.of(RSA, ECDSA)) {
      var files = issued.in(folder, "given");
      Files.writeString(files.key(), issued.oldKeyPem());
      var inOneFile = new CertificateFiles(folder.resolve("all.pem"), folder.resolve("all.pem"));
      Files.writeString(inOneFile.chain(), issued.chainPem() + issued.keyPem());

      for (var form : List.of(files, inOneFile)) {
        assertThat(keeper(form).certificates().all().map(ServerCertificate::leaf))
            .contains(issued.leaf());
      }
    }
  }

  /// As `openssl ecparam -genkey` writes it.
  @Test
  void theParametersOfACurveMayStandBeforeTheKey() throws Exception {
    var files = ECDSA.in(folder, "given");
    Files.writeString(
        files.key(),
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + ECDSA.oldKeyPem());

    assertThat(keeper(files).certificates().ecdsa().leaf()).isEqualTo(ECDSA.leaf());
  }

  private void refused(CertificateFiles files, String... words) {
    assertThatThrownBy(() -> keeper(files))
        .isInstanceOf(UnfitCertificateException.class)
        .message()
        .startsWith(folder.toString())
        .hasLineCount(1)
        .contains(words);
  }

  private void refused(Order order, String... words) throws IOException {
    refused(ISSUER.issue(order).in(folder, "given"), words);
  }

  @Test
  void aCertificateOutOfItsTimeIsRefused() throws Exception {
    refused(new Order("EC secp256r1").to(NOW.minusSeconds(1)), "expired on 2026-11-21T07:59:59Z");
    refused(new Order("EC secp256r1").from(NOW.plusSeconds(1)), "not valid before");
  }

  @Test
  void aKeyThatDevicesDoNotTakeIsRefused() throws Exception {
    refused(new Order("RSA 1024"), "1024 bits", "at least 2048");
    refused(new Order("EC secp384r1"), "P-256");
    refused(new Order("Ed25519"), "neither RSA nor ECDSA");
  }

  @Test
  void aCertificateForSomethingElseIsRefused() throws Exception {
    refused(new Order("EC secp256r1").usage(KeyUsage.keyAgreement), "digitalSignature");
    refused(new Order("EC secp256r1").purpose(KeyPurposeId.id_kp_clientAuth), "not for servers");
  }

  @Test
  void withoutKeyEnciphermentItServesButNotEveryone() throws Exception {
    var issued = ISSUER.issue(new Order("RSA 2048").usage(KeyUsage.digitalSignature));

    var shown = keeper(issued.in(folder, "given")).certificates().rsa();

    assertThat(shown.leaf()).isEqualTo(issued.leaf());
    assertThat(OperatorCertificate.weakness(shown)).get().asString().contains("keyEncipherment");
    assertThat(OperatorCertificate.weakness(keeper().certificates().rsa())).isEmpty();
  }

  @Test
  void filesThatDoNotFitAreRefused() throws Exception {
    var files = RSA.in(folder, "given");
    Files.writeString(files.key(), ISSUER.issue("RSA 2048").keyPem());
    refused(files, "given.key", "is not the key of the certificate in", "given.pem");
    Files.writeString(files.key(), ECDSA.keyPem());
    refused(files, "is not the key of the certificate in");
    Files.writeString(files.key(), RSA.encryptedKeyPem());
    refused(files, "is encrypted");
    Files.writeString(files.key(), RSA.keyPem().substring(0, 500));
    refused(files, "given.key", "half written");
    Files.writeString(files.key(), "");
    refused(files, "no private key");
    Files.delete(files.key());
    refused(files, "given.key does not exist");
    RSA.in(folder, "given");
    Files.writeString(files.chain(), RSA.chainPem().substring(0, 500));
    refused(files, "given.pem", "half written");
    Files.writeString(files.chain(), "hello");
    refused(files, "no certificate");
    Files.writeString(files.chain(), PemFile.text(RSA.leaf()) + PemFile.text(ECDSA.leaf()));
    refused(files, "out of order: number 1 was not signed by number 2");
    Files.write(files.chain(), new byte[2 << 20]);
    refused(files, "too large");
    Files.delete(files.chain());
    Files.createDirectory(files.chain());
    refused(files, "cannot be read");
  }

  @Test
  void twoOfOneKindAreRefused() {
    assertThatThrownBy(
            () -> keeper(ISSUER.issue("EC secp256r1").in(folder, "one"), ECDSA.in(folder, "two")))
        .isInstanceOf(UnfitCertificateException.class)
        .hasMessageContaining("same kind");
  }

  @Test
  void newFilesAreShownOnceTheyRest() throws Exception {
    var files = RSA.in(folder, "given");
    var keeper = keeper(files);
    assertThat(keeper.look()).isEmpty();
    var next = ISSUER.issue("RSA 2048");

    Files.writeString(files.chain(), next.chainPem());
    assertThat(keeper.look()).as("the certificate is there, its key is not").isEmpty();
    Files.writeString(files.key(), next.keyPem());
    assertThat(keeper.look()).as("changed again since").isEmpty();

    assertThat(keeper.look())
        .get()
        .isInstanceOfSatisfying(
            Change.Reloaded.class,
            change -> {
              assertThat(change.certificates().rsa().leaf()).isEqualTo(next.leaf());
              assertThat(change.detail()).isEqualTo("CN=localhost until 2090-01-01T00:00:00Z");
            });
    assertThat(keeper.look()).isEmpty();
    assertThat(keeper.certificates().rsa().leaf()).isEqualTo(next.leaf());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsBrokenChangesNothingAndIsToldOnce(boolean gone) throws Exception {
    var files = RSA.in(folder, "given");
    var keeper = keeper(files);
    if (gone) {
      Files.delete(files.key());
    } else {
      Files.writeString(files.key(), "half");
    }

    assertThat(keeper.look()).isEmpty();
    assertThat(keeper.look())
        .get()
        .isInstanceOfSatisfying(
            Change.Refused.class, change -> assertThat(change.why()).contains("given.key"));

    assertThat(keeper.look()).isEmpty();
    assertThat(keeper.look()).isEmpty();
    assertThat(keeper.certificates().rsa().leaf()).isEqualTo(RSA.leaf());
    Files.writeString(files.key(), RSA.keyPem());
    keeper.look();
    assertThat(keeper.look()).get().isInstanceOf(Change.Reloaded.class);
  }

  @Test
  void theOwnCertificatesAreRenewedWhileTheServerRuns() throws Exception {
    var keeper = keeper();
    var first = keeper.certificates();
    now = NOW.plus(Duration.ofDays(9 * 365 - 1));
    assertThat(keeper.look()).isEmpty();

    now = NOW.plus(Duration.ofDays(9 * 365));

    assertThat(keeper.look())
        .get()
        .isInstanceOfSatisfying(
            Change.Renewed.class,
            change -> {
              assertThat(change.certificates().rsa().leaf()).isNotEqualTo(first.rsa().leaf());
              assertThat(change.certificates().ecdsa().leaf()).isNotEqualTo(first.ecdsa().leaf());
              assertThat(change.certificates().authority()).isEqualTo(first.authority());
            });
    assertThat(keeper.look()).isEmpty();
  }

  @Test
  void aCertificateNeverOutlivesItsAuthorityAndIsNotRenewedInVain() throws Exception {
    now = NOW.plus(Duration.ofDays(25 * 365));
    var keeper = keeper();
    var last = keeper.certificates();
    assertThat(last.rsa().leaf().getNotAfter()).isEqualTo(last.authority().getNotAfter());

    now = NOW.plus(Duration.ofDays(30 * 365 - 1));

    assertThat(keeper.look()).isEmpty();
  }

  @Test
  void certificatesThatAreNotShownAreNotRenewed() throws Exception {
    var keeper = keeper(ECDSA.in(folder, "one"), RSA.in(folder, "two"));

    now = NOW.plus(Duration.ofDays(9 * 365));

    assertThat(keeper.look()).isEmpty();
  }

  @Test
  void theOperatorIsRemindedDailyInTheLastTwoWeeks() throws Exception {
    var end = NOW.plus(Duration.ofDays(30));
    var keeper = keeper(ISSUER.issue(new Order("EC secp256r1").to(end)).in(folder, "given"));
    assertThat(keeper.look()).isEmpty();

    now = end.minus(Duration.ofDays(13));

    assertThat(keeper.look())
        .contains(new Change.Expiring("CN=localhost until 2026-12-21T08:00:00Z"));
    assertThat(keeper.look()).isEmpty();
    now = now.plus(Duration.ofDays(1));
    assertThat(keeper.look()).isPresent();
  }
}
