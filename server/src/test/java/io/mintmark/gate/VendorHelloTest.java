package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.Transport;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.stream.Stream;
import org.bouncycastle.tls.HashAlgorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The hellos that vendors' SDKs were seen to send (aliyun-device §2.2, tencent-device §5.2), suite
/// for suite in their order. Those under a pre-shared key are in [PskTest] and [AliyunPskTest].
@ExtendWith({LeakWatch.class, LogWatch.class})
@Timeout(60)
class VendorHelloTest {

  /// Link SDK for C 4: static RSA with CBC, of which BoringSSL lacks those with SHA-256; then
  /// suites under pre-shared keys, although it has none.
  private static final int[] ALIYUN_C4 = {
    0x003D, 0x0035, 0x003C, 0x002F, 0x00B7, 0x0095, 0x00B6, 0x0094, 0x00AF, 0x008D, 0x00AE, 0x008C
  };

  private static final int[] ALIYUN_C3 = {0x003D, 0x0035, 0x003C, 0x002F};

  /// Certificate builds, which name suites under pre-shared keys last.
  private static final int[] TENCENT_CERTIFICATE = {
    0xC030, 0xC028, 0xC014, 0xC02F, 0xC027, 0xC013, 0x009D, 0x003D, 0x0035, 0x002F, 0x008D, 0x008C
  };

  /// WebSocket over TLS of key builds.
  private static final int[] TENCENT_KEY_WSS = {0x002F};

  private static final byte[] LOGIN = Wire.connect("login:P1/d1").bytes();

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop(LogWatch log) throws Exception {
    gate.close();
    assertThat(log.errors()).isEmpty();
  }

  record Sdk(String name, int expected, VendorTlsClient client) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sdk> sdks() {
    return Stream.of(
        new Sdk("Link SDK for C 4, host is an address", 0x0035, new VendorTlsClient(ALIYUN_C4)),
        new Sdk(
            "Link SDK for C 4, host is a name",
            0x0035,
            new VendorTlsClient(ALIYUN_C4).serverName("localhost").ticket()),
        new Sdk(
            "Link Kit for C 3",
            0x0035,
            new VendorTlsClient(ALIYUN_C3)
                .hashes(
                    HashAlgorithm.sha512,
                    HashAlgorithm.sha384,
                    HashAlgorithm.sha256,
                    HashAlgorithm.sha224,
                    HashAlgorithm.sha1)),
        new Sdk(
            "Tencent C, certificate build",
            0xC030,
            new VendorTlsClient(TENCENT_CERTIFICATE).serverName("localhost").ticket()),
        new Sdk("Tencent C, WSS of a key build", 0x002F, new VendorTlsClient(TENCENT_KEY_WSS)));
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void everySdkIsServedAsItsHelloMeans(Sdk sdk) throws Exception {
    String connack = sdk.client.connect(gate.addresses.mqtts(), LOGIN);

    assertThat(connack).isEqualTo("20020000");
    assertThat(sdk.client.negotiated()).isEqualTo(sdk.expected);
    assertThat(gate.logins.getFirst().origin().transport()).isEqualTo(Transport.MQTTS);
  }

  /// What Link SDK for C looks at: RSA of 2048 bits at least, keyEncipherment, the CA's signature.
  @Test
  void theCertificateIsOneThatCSdksAccept() throws Exception {
    var client = new VendorTlsClient(ALIYUN_C4);

    client.connect(gate.addresses.mqtts(), LOGIN);

    var bytes = new ByteArrayInputStream(client.leaf.getEncoded());
    var leaf = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    assertThat(((RSAPublicKey) leaf.getPublicKey()).getModulus().bitLength()).isEqualTo(2048);
    assertThat(leaf.getKeyUsage()[2]).as("keyEncipherment").isTrue();
    assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withRSA");
    leaf.verify(TestGate.certificates().authority().getPublicKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "another.example.com", "x"})
  void theServerNameDoesNotMatter(String name) throws Exception {
    var client = new VendorTlsClient(ALIYUN_C3).serverName(name);

    assertThat(client.connect(gate.addresses.mqtts(), LOGIN)).isEqualTo("20020000");
  }

  /// Among suites of one kind too: a device knows which of them its hardware does well.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theClientsOrderIsHonoured(boolean staticRsaFirst) throws Exception {
    int[] suites = staticRsaFirst ? new int[] {0x002F, 0xC02F} : new int[] {0xC030, 0x002F, 0xC02F};
    var client = new VendorTlsClient(suites);

    client.connect(gate.addresses.mqtts(), LOGIN);

    assertThat(client.negotiated()).isEqualTo(suites[0]);
  }
}
