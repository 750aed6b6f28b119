package io.mintmark.devicekit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.mintmark.devicekit.CaptureServer;
import io.mintmark.devicekit.TestAuthority;
import io.mintmark.devicekit.Wire;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTest {

  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final ConnectFields FIELDS =
      ConnectFields.mqtt311("client", "user", "password", true, 60);

  private static Network network;

  /// Of the TLS connections on which a CONNECT got through.
  private final Queue<String> versions = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    network = Network.start(1);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void bothEnginesAreThereToBeTested() {
    assertThat(OpenSsl.isAvailable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void aServerOfTheTrustedAuthorityIsTalkedTo(SslProvider provider, String version)
      throws IOException {
    var trust = Trust.in(List.of(AUTHORITY.certificate()), provider).offering(version);

    var outcome = connect("localhost", "localhost", trust);

    assertThat(outcome).isEqualTo(new LoginOutcome.Refused(4));
    assertThat(versions).containsExactly(version);
  }

  @ParameterizedTest
  @EnumSource(
      value = SslProvider.class,
      names = {"JDK", "OPENSSL"})
  void aServerOfAnotherNameIsRefused(SslProvider provider) {
    var trust = Trust.in(List.of(AUTHORITY.certificate()), provider);

    assertThatThrownBy(() -> connect("example.org", "localhost", trust))
        .isInstanceOf(SSLException.class);
    assertThat(versions).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SslProvider.class,
      names = {"JDK", "OPENSSL"})
  void aServerOfAnotherAuthorityIsRefused(SslProvider provider) {
    var trust = Trust.in(List.of(new TestAuthority().certificate()), provider);

    assertThatThrownBy(() -> connect("localhost", "localhost", trust))
        .isInstanceOf(SSLException.class);
    assertThat(versions).isEmpty();
  }

  @Test
  void theAuthorityCanComeFromAPemFile(@TempDir Path folder) throws Exception {
    var pem = folder.resolve("ca.pem");
    var encoded =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(AUTHORITY.certificate().getEncoded());
    Files.writeString(
        pem, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");

    var outcome = connect("localhost", "localhost", Trust.inFile(pem));

    assertThat(outcome).isEqualTo(new LoginOutcome.Refused(4));
  }

  @Test
  void aFileWithoutCertificateIsRefused(@TempDir Path folder) throws IOException {
    var empty = Files.createFile(folder.resolve("ca.pem"));

    assertThatThrownBy(() -> Trust.inFile(empty)).isInstanceOf(IOException.class);
  }

  private LoginOutcome connect(String expected, String served, Trust trust) throws IOException {
    try (var server = CaptureServer.on(AUTHORITY.listenAs(served), this::refuse)) {
      var client = MqttClient.to(network, server.endpointNamed(expected, trust));
      return Await.outcome(client.connect(FIELDS, MessageListener.DEAF));
    }
  }

  private void refuse(Wire wire) throws IOException {
    try {
      wire.readPacket();
    } catch (SSLException | EOFException | SocketException _) {
      return; // the device refused this server
    }
    versions.add(wire.tlsVersion());
    wire.sendHex("20 02 00 04");
    wire.expectClose();
  }
}
