package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A C SDK's login by TLS-PSK at a whole server.
class PresharedKeyLoginTest {

  @TempDir Path data;

  @Test
  void theSecretThatRegistrationGaveIsTheKeyOfTheHandshake() throws Exception {
    try (var whole = WholeServer.start(data)) {
      var product = whole.api.product(whole.api.project(), "TENCENT");
      whole.api.registration(product, true);
      whole.api.ready(
          whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "DeviceName\nlamp-1\n"));
      var credential =
          WholeServer.registered(whole.usual("TENCENT"), whole.unit(product, "lamp-1"));

      var connack = login(whole.server.addresses().mqtts().getPort(), credential);

      assertThat(connack).containsExactly(0x20, 2, 0, 0);
      assertThat(whole.api.events(product, "lamp-1", 3))
          .startsWith("REGISTRATION ISSUED", "ACTIVATION ACTIVATED", "LOGIN ADMITTED");
    }
  }

  private static byte[] login(int port, Credential credential) throws IOException {
    var identity = credential.identity();
    var name = identity.productKey() + identity.deviceName();
    var client =
        new PSKTlsClient(
            new BcTlsCrypto(new SecureRandom()),
            name.getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(credential.deviceSecret())) {
          @Override
          protected int[] getSupportedCipherSuites() {
            return new int[] {CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA};
          }
        };
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      var tls = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
      tls.connect(client);
      tls.getOutputStream().write(connect(name));
      byte[] connack = tls.getInputStream().readNBytes(4);
      tls.close();
      return connack;
    }
  }

  /// User name, no password.
  private static byte[] connect(String name) throws IOException {
    var body = new ByteArrayOutputStream();
    var out = new DataOutputStream(body);
    out.writeUTF("MQTT");
    out.write(new byte[] {4, (byte) 0x82, 0, (byte) 240});
    out.writeUTF(name);
    out.writeUTF(name + ";21010406;9haMc;9223372036854775807");
    var packet = new ByteArrayOutputStream();
    packet.write(0x10);
    packet.write(body.size());
    body.writeTo(packet);
    return packet.toByteArray();
  }
}
