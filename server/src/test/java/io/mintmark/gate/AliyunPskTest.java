package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Link SDK for C with the credential option "PSK": one suite, and a key that is made from the
/// secret (aliyun-device §2.3, V10).
@ExtendWith({LeakWatch.class, LogWatch.class})
@Timeout(60)
class AliyunPskTest {

  private static final String IDENTITY =
      "devicename|hmacsha256|a1CapTure01&dev-pre-001|2524608000000";
  private static final byte[] KEY =
      "ED2F49ABEB0E7B4F3188E1E6241C64859271DB265703C0F4E290CD170A61CC7F"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String USER = "dev-pre-001&a1CapTure01";
  private static final String SIGN =
      "abdb9530f6fd72025e9ae2fc5da223a19663d45a3141d6d716d9f8a51363d767"; // V4
  private static final String CLIENT_ID =
      "a1CapTure01.dev-pre-001|timestamp=2524608000000,securemode=2,signmethod=hmacsha256|";

  private PskGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new PskGate();
  }

  @AfterEach
  void stop(LogWatch log) throws Exception {
    gate.close();
    assertThat(log.errors()).isEmpty();
  }

  private RawClient handshake() throws Exception {
    return gate.connect(gate.offer(IDENTITY, KEY, 0x008C));
  }

  private static byte[] connect(String user, String password) {
    int flags = password == null ? 0x82 : 0xC2;
    return Wire.packet(
        0x10,
        Wire.text("MQTT"),
        Wire.u8(4),
        Wire.u8(flags),
        Wire.u16(120),
        Wire.text(CLIENT_ID),
        Wire.text(user),
        password == null ? new byte[0] : Wire.text(password));
  }

  @Test
  void theHandshakeAloneIsALogin() throws Exception {
    try (var client = handshake()) {
      client.send(connect(USER, null));

      assertThat(client.readPacketHex()).isEqualTo("20020000");
    }
    assertThat(gate.outcomes()).startsWith("ACTIVATED", "ADMITTED");
  }

  @Test
  void aSignatureBesideItIsCheckedToo() throws Exception {
    try (var right = handshake();
        var wrong = handshake()) {
      right.send(connect(USER, SIGN));
      assertThat(right.readPacketHex()).isEqualTo("20020000");

      wrong.send(connect(USER, SIGN.replace('a', 'b')));

      assertThat(wrong.readPacketHex()).isEqualTo("20020004");
    }
    assertThat(gate.outcomes()).contains("PROOF_WRONG");
  }

  @Test
  void anotherDeviceThanThatOfTheHandshakeIsRefused() throws Exception {
    try (var client = handshake()) {
      client.send(connect("dev-pre-002&a1CapTure01", SIGN));

      assertThat(client.readPacketHex()).isEqualTo("20020005");
    }
    assertThat(gate.outcomes()).containsExactly("IDENTITY_MISMATCH");
  }

  @Test
  void theKeyInLowerCaseIsAWrongOne() {
    byte[] lower =
        new String(KEY, StandardCharsets.US_ASCII)
            .toLowerCase(java.util.Locale.ROOT)
            .getBytes(StandardCharsets.US_ASCII);

    var alert =
        catchThrowableOfType(
            TlsFatalAlertReceived.class, () -> gate.connect(gate.offer(IDENTITY, lower, 0x008C)));

    assertThat(alert.getAlertDescription()).isEqualTo(AlertDescription.bad_record_mac);
    assertThat(gate.outcomes()).containsExactly("PROOF_WRONG");
  }
}
