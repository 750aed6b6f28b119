package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.certificate.CertificateFiles;
import io.mintmark.certificate.TestIssuer;
import io.mintmark.certificate.TestIssuer.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole server with an operator's certificates in files.
@Timeout(120)
class OperatorCertificateTest {

  private static final TestIssuer ISSUER = new TestIssuer();

  @TempDir Path data;
  @TempDir Path folder;

  private static String[] settings(CertificateFiles files) {
    return new String[] {"gate.certificate-file=" + files.chain(), "gate.key-file=" + files.key()};
  }

  @Test
  void newFilesAreShownWithoutARestartAndBrokenOnesAreNot() throws Exception {
    var first = ISSUER.issue("RSA 2048");
    var next = ISSUER.issue("EC secp256r1");
    var files = first.in(folder, "given");
    try (var whole = WholeServer.start(data, settings(files))) {
      int port = whole.server.addresses().mqtts().getPort();
      assertThat(leaf(port)).isEqualTo(first.leaf());

      Files.writeString(files.key(), "half");
      assertThat(event(whole, "CERTIFICATE_REFUSED")).contains("given.key");
      assertThat(leaf(port)).isEqualTo(first.leaf());
      next.in(folder, "given");

      assertThat(event(whole, "CERTIFICATE_RELOADED")).startsWith("CN=localhost until ");
      assertThat(leaf(port)).isEqualTo(next.leaf());
    }
  }

  /// The detail of an event, once it is there.
  private static String event(WholeServer whole, String outcome) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      for (var event : whole.api.get("/api/v1/events?kind=OPERATION").get("items")) {
        if (event.get("outcome").asString().equals(outcome)) {
          return event.get("detail").asString();
        }
      }
      Api.pause();
    }
    throw new AssertionError("no event " + outcome);
  }

  /// The certificate that a client sees who trusts the operator's CA alone.
  private static X509Certificate leaf(int port) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    trusted.setCertificateEntry("ca", ISSUER.certificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void aBrokenFileRefusesTheStartInOneLine() throws Exception {
    Issued rsa = ISSUER.issue("RSA 2048");
    var files = rsa.in(folder, "given");
    Files.writeString(files.key(), ISSUER.issue("EC secp256r1").keyPem());

    assertThatThrownBy(() -> start(settings(files)))
        .isInstanceOf(SettingsException.class)
        .message()
        .hasLineCount(1)
        .contains("given.key is not the key of the certificate in", "given.pem");
  }

  @Test
  void aCertificateWithoutItsKeyIsNamedByItsSetting() {
    assertThatThrownBy(() -> start("gate.certificate-file=given.pem"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("gate.key-file is not set; a certificate and its key belong together");
    assertThatThrownBy(() -> start("gate.second-key-file=given.key"))
        .hasMessageContaining("gate.second-certificate-file is not set");
  }

  private void start(String... more) {
    var assignments = new ArrayList<>(WholeServer.FREE_PORTS);
    assignments.addAll(List.of(more));
    MintmarkServer.start(Settings.read(data, Map.of(), assignments)).close();
  }
}
