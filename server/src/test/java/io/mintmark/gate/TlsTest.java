package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.event.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every port speaks TLS, each client with the certificate and suite that it can handle.
@ExtendWith(LeakWatch.class)
class TlsTest {

  private TestGate gate;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  private SSLSocket tls(InetSocketAddress address, String protocol) throws Exception {
    return tls(new Socket(InetAddress.getLoopbackAddress(), address.getPort()), protocol);
  }

  static SSLSocket tls(Socket plain, String protocol) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    trusted.setCertificateEntry("ca", TestGate.certificates().authority());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setSoTimeout(10_000);
    return socket;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aModernClientGetsTheEcdsaCertificate(String protocol) throws Exception {
    SSLSocket socket = tls(gate.addresses.mqtts(), protocol);
    try (var client = new RawClient(socket)) {
      client.send(Wire.connect("login:P1/d1").bytes());

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      assertThat(leafOf(socket)).isEqualTo(TestGate.certificates().ecdsa().leaf());
      assertThat(gate.logins.getFirst().origin().transport()).isEqualTo(Transport.MQTTS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, rsa",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ecdsa"
  })
  void theOfferedSuitesDecideTheCertificate(String suite, String certificate) throws Exception {
    SSLSocket socket = tls(gate.addresses.mqtts(), "TLSv1.2");
    socket.setEnabledCipherSuites(new String[] {suite});
    try (var client = new RawClient(socket)) {
      client.send(Wire.connect("login:P1/d1").bytes());
      client.readPacket();

      var certificates = TestGate.certificates();
      var expected = certificate.equals("rsa") ? certificates.rsa() : certificates.ecdsa();
      assertThat(leafOf(socket)).isEqualTo(expected.leaf());
      assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
    }
  }

  private static X509Certificate leafOf(SSLSocket socket) throws Exception {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  @Test
  void everyPortSpeaksEverything() throws Exception {
    var a = gate.addresses;
    for (var address : List.of(a.mqtt(), a.mqtts(), a.http(), a.https())) {
      try (var mqtt = RawClient.to(address);
          var mqtts = new RawClient(tls(address, "TLSv1.3"));
          var http = RawClient.to(address);
          var https = new RawClient(tls(address, "TLSv1.3"))) {
        mqtt.send(Wire.connect("login:P1/d1").bytes());
        assertThat(mqtt.readPacketHex()).isEqualTo("20020000");
        mqtts.send(Wire.connect("login:P1/d2").bytes());
        assertThat(mqtts.readPacketHex()).isEqualTo("20020000");
        for (var client : List.of(http, https)) {
          client.send("POST /test/register HTTP/1.1\r\nContent-Length: 2\r\n\r\nd1");
          assertThat(client.readTextToEnd()).endsWith("P1/d1\"}");
        }
      }
    }
    assertThat(gate.registrations)
        .extracting(request -> request.origin().transport())
        .contains(Transport.HTTP, Transport.HTTPS);
  }

  @Test
  void registrationOverMqttNeedsNoSettingInsideTls() throws Exception {
    try (var client = new RawClient(tls(gate.addresses.mqtts(), "TLSv1.3"))) {
      client.send(Wire.connect("register:P1/d1").bytes());

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      assertThat(new String(client.readPacket(), StandardCharsets.UTF_8)).endsWith("P1/d1\"}");
    }
  }

  @Test
  void aSessionEndsWithItsTlsConnection() throws Exception {
    var client = new RawClient(tls(gate.addresses.mqtts(), "TLSv1.3"));
    client.send(Wire.connect("login:P1/d1").bytes());
    client.readPacket();

    client.close();

    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
    assertThat(gate.gate.sessions().isOnline(TestDialect.device("d1"))).isFalse();
  }

  @Test
  void aHelloCutIntoManySegmentsIsUnderstood() throws Exception {
    try (var slow = new SlowSocket(gate.addresses.mqtts().getPort());
        var client = new RawClient(tls(slow, "TLSv1.2"))) {
      client.send(Wire.connect("login:P1/d1").bytes(), Wire.PINGREQ);

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      assertThat(client.readPacket()).isEqualTo(Wire.PINGRESP);
    }
  }

  @Test
  void aClientThatDoesNotTrustUsIsCountedAndNoMore() throws Exception {
    var socket =
        (SSLSocket)
            SSLContext.getDefault()
                .getSocketFactory()
                .createSocket("127.0.0.1", gate.addresses.mqtts().getPort());

    assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);

    socket.close();
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
    gate.loggedIn("d1").close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "160301 0005 0100000100", // a hello of one byte
        "160301 0004 02000000", // not a hello
        "160301 0000",
        "16ffff 0001 01",
        "160301 0030 0100002c 0303", // half a hello
        "160301 4000 010f0000 0303" // a hello too long
      })
  void nonsenseInsteadOfAHelloIsClosed(String bytes) throws Exception {
    try (var client = RawClient.to(gate.addresses.mqtts())) {
      client.send(Wire.hex(bytes)).send(new byte[64_000]);
      client.shutOutput();

      client.isEnded();

      TestGate.await(() -> gate.gate.counters().read().connections() == 0);
    }
  }

  @Test
  void tlsInsideTlsIsNotSpoken() throws Exception {
    try (var client = new RawClient(tls(gate.addresses.mqtts(), "TLSv1.3"))) {
      client.send(Wire.hex("160301 0005 0100000100"));

      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void halfAHandshakeEndsWithItsSender() throws Exception {
    try (var client = RawClient.to(gate.addresses.mqtts())) {
      client.send(Wire.hex("160301 0030"));

      client.shutOutput();

      assertThat(client.isEnded()).isTrue();
    }
  }

  /// What vendors' C SDKs offer: key exchange by static RSA, and CBC.
  @ParameterizedTest
  @ValueSource(strings = {"AES128-SHA", "AES256-SHA", "AES256-SHA:PSK-AES128-CBC-SHA"})
  void oldCSdksAreServedWithStaticRsa(String suites) throws Exception {
    String output = openssl(suites, List.of("-sigalgs", "RSA+SHA256"));

    assertThat(output).contains("20020000");
    assertThat(gate.gate.counters().read().logins()).isOne();
  }

  /// Sends a CONNECT by OpenSSL's own client; what it received, in hex.
  private String openssl(String suites, List<String> options) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is missing");
    Path ca = folder.resolve("ca.pem");
    byte[] encoded = TestGate.certificates().authority().getEncoded();
    Files.writeString(
        ca,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded)
            + "\n-----END CERTIFICATE-----\n");
    var command =
        new ArrayList<>(List.of("/usr/bin/openssl", "s_client", "-quiet", "-verify_return_error"));
    command.addAll(List.of("-CAfile", ca.toString()));
    command.addAll(List.of("-connect", "127.0.0.1:" + gate.addresses.mqtts().getPort()));
    command.addAll(List.of("-tls1_2", "-psk_identity", "x", "-psk", "00"));
    command.addAll(List.of("-cipher", suites + ":@SECLEVEL=0"));
    command.addAll(options);
    var process =
        new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
    try {
      process.getOutputStream().write(Wire.connect("login:P1/d1").bytes());
      process.getOutputStream().flush();
      String received = Wire.hex(process.getInputStream().readNBytes(4));
      return received + Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString(); // it gave up before we had written
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }
}
