package io.mintmark.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<String> HOSTS = List.of("localhost", "mqtt.example.com", "127.0.0.1");

  private final SecureRandom random = new SecureRandom();
  @TempDir Path folder;

  @Test
  void theAuthorityAndItsCertificatesOutliveARestart() throws Exception {
    var first = authority(NOW).serverCertificates(HOSTS);

    var second = authority(NOW.plus(Duration.ofDays(300))).serverCertificates(HOSTS);

    assertThat(second.authority()).isEqualTo(first.authority());
    assertThat(second.ecdsa().leaf()).isEqualTo(first.ecdsa().leaf());
    assertThat(second.rsa().leaf()).isEqualTo(first.rsa().leaf());
  }

  @Test
  void theAuthorityIsRsaAndTheRsaCertificateMayEncipherKeys() throws Exception {
    var certificates = authority(NOW).serverCertificates(HOSTS);

    assertThat(certificates.authority().getPublicKey()).isInstanceOf(RSAPublicKey.class);
    assertThat(certificates.authority().getSigAlgName()).isEqualTo("SHA256withRSA");
    boolean[] usage = certificates.rsa().leaf().getKeyUsage();
    assertThat(usage[0]).as("digitalSignature").isTrue();
    assertThat(usage[2]).as("keyEncipherment").isTrue();
  }

  @Test
  void bothCertificatesAreSignedByTheAuthorityForEveryHost() throws Exception {
    var certificates = authority(NOW).serverCertificates(HOSTS);

    for (var server : List.of(certificates.ecdsa(), certificates.rsa())) {
      server.leaf().verify(certificates.authority().getPublicKey());
      assertThat(
              server.leaf().getSubjectAlternativeNames().stream().map(name -> (String) name.get(1)))
          .containsExactlyElementsOf(HOSTS);
      assertThat(server.chain()).containsExactly(server.leaf(), certificates.authority());
    }
  }

  @Test
  void anotherHostNameMakesNewCertificatesUnderTheSameAuthority() throws Exception {
    var first = authority(NOW).serverCertificates(HOSTS);

    var second = authority(NOW).serverCertificates(List.of("other.example.com"));

    assertThat(second.authority()).isEqualTo(first.authority());
    assertThat(second.rsa().leaf()).isNotEqualTo(first.rsa().leaf());
  }

  @Test
  void aCertificateInItsLastYearIsMadeAnew() throws Exception {
    var first = authority(NOW).serverCertificates(HOSTS);

    var second = authority(NOW.plus(Duration.ofDays(9 * 365 + 1))).serverCertificates(HOSTS);

    assertThat(second.ecdsa().leaf()).isNotEqualTo(first.ecdsa().leaf());
  }

  @Test
  void keyFilesAreReadableByTheirOwnerOnly() throws Exception {
    authority(NOW).serverCertificates(HOSTS);

    for (var name : List.of("ca.key", "server-rsa.key", "server-ecdsa.key")) {
      var permissions = Files.getPosixFilePermissions(folder.resolve(name));
      assertThat(PosixFilePermissions.toString(permissions)).as(name).isEqualTo("rw-------");
    }
  }

  @Test
  void theExportedAuthorityIsTheOneThatSigned() throws Exception {
    var authority = authority(NOW);

    var pem = authority.certificatePem();

    assertThat(folder.resolve("ca.pem")).hasContent(pem);
    assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("PRIVATE");
  }

  private CertificateAuthority authority(Instant now) throws Exception {
    return CertificateAuthority.open(folder, random, InstantSource.fixed(now));
  }
}
