package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.certificate.CertificateAuthority;
import io.mintmark.certificate.CertificateFiles;
import io.mintmark.certificate.CertificateKeeper;
import io.mintmark.certificate.ServerCertificates;
import io.mintmark.certificate.TestIssuer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Other certificates while the gate serves.
@ExtendWith({LeakWatch.class, LogWatch.class})
@Timeout(60)
class CertificateReplacementTest {

  private static final TestIssuer ISSUER = new TestIssuer();
  private static final TestIssuer.Issued RSA = ISSUER.issue("RSA 2048");
  private static final TestIssuer.Issued ECDSA = ISSUER.issue("EC secp256r1");

  @TempDir static Path folder;
  private static ServerCertificates both;
  private static ServerCertificates rsaAlone;
  private TestGate gate;

  @BeforeAll
  static void issue() throws Exception {
    both = shown(ECDSA.in(folder, "ecdsa"), RSA.in(folder, "rsa"));
    rsaAlone = shown(RSA.in(folder, "rsa"));
  }

  private static ServerCertificates shown(CertificateFiles... files) throws Exception {
    var authority =
        CertificateAuthority.open(
            folder.resolve("own"), new SecureRandom(), InstantSource.system());
    var hosts = List.of("localhost", "127.0.0.1");
    return new CertificateKeeper(authority, hosts, List.of(files), InstantSource.system())
        .certificates();
  }

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop(LogWatch log) throws Exception {
    gate.close();
    assertThat(log.errors()).isEmpty();
  }

  /// A client that looks at the certificate, and trusts anybody.
  private SSLSocket connect(String... suites) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, null);
    int port = gate.addresses.mqtts().getPort();
    var plain = new Socket(InetAddress.getLoopbackAddress(), port);
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, true);
    socket.setSoTimeout(10_000);
    if (suites.length > 0) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(suites);
    }
    return socket;
  }

  private X509Certificate leafFor(String... suites) throws Exception {
    try (var socket = connect(suites)) {
      socket.startHandshake();
      return leafOf(socket);
    }
  }

  private static X509Certificate leafOf(SSLSocket socket) throws Exception {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void whoComesAfterwardsSeesTheNewOnes() throws Exception {
    assertThat(leafFor()).isEqualTo(TestGate.certificates().ecdsa().leaf());

    gate.gate.replaceCertificates(both);

    assertThat(leafFor()).isEqualTo(ECDSA.leaf());
    assertThat(leafFor("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")).isEqualTo(RSA.leaf());
  }

  @Test
  void anRsaCertificateOfAnOperatorIsForEveryoneWhoTakesIt() throws Exception {
    gate.gate.replaceCertificates(rsaAlone);

    assertThat(leafFor()).isEqualTo(RSA.leaf());
    assertThat(leafFor("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
        .as("who can take no other gets the own one")
        .isEqualTo(rsaAlone.ecdsa().leaf());
  }

  @Test
  void sessionsAndHandshakesUnderWayGoOn() throws Exception {
    var old = connect();
    try (var session = new RawClient(old)) {
      session.send(Wire.connect("login:P1/d1").bytes());
      session.readPacket();
      var inTheMiddle = new VendorTlsClient(0xC02F).atCertificate(this::replaceTwice);

      String connack =
          inTheMiddle.connect(gate.addresses.mqtts(), Wire.connect("login:P1/d2").bytes());

      assertThat(connack).isEqualTo("20020000");
      assertThat(inTheMiddle.leaf.getEncoded())
          .isEqualTo(TestGate.certificates().rsa().leaf().getEncoded());
      session.send(Wire.PINGREQ);
      assertThat(session.readPacket()).isEqualTo(Wire.PINGRESP);
      assertThat(leafOf(old)).isEqualTo(TestGate.certificates().ecdsa().leaf());
    }
  }

  private void replaceTwice() {
    try {
      gate.gate.replaceCertificates(both);
      gate.gate.replaceCertificates(rsaAlone);
    } catch (SSLException e) {
      throw new AssertionError(e);
    }
  }

  /// Two clients connect all the time while certificates change hundreds of times.
  @Test
  void noHandshakeFailsWhileCertificatesChange() throws Exception {
    var over = new AtomicBoolean();
    var handshakes = new AtomicInteger();
    var clients = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 2; i++) {
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  try {
                    leafFor();
                    handshakes.incrementAndGet();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                }
              }));
    }

    for (int i = 0; handshakes.get() < 100; i++) {
      gate.gate.replaceCertificates(i % 2 == 0 ? both : rsaAlone);
    }

    over.set(true);
    for (var client : clients) {
      client.join();
    }
    assertThat(gate.gate.counters().read().handshakeFailures()).isZero();
  }

  @Test
  void aGateThatHasStoppedTakesNoNotice() throws Exception {
    gate.gate.stop();

    gate.gate.replaceCertificates(both);

    assertThat(gate.gate.counters().read().connections()).isZero();
  }
}
