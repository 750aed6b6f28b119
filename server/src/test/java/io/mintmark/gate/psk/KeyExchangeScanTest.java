package io.mintmark.gate.psk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Finding the identity in a client's first records.
class KeyExchangeScanTest {

  private static final String HELLO = "01 000003 010203";
  private static final String EXCHANGE = "10 000007 0005 6669727374"; // "first"

  private final KeyExchangeScan scan = new KeyExchangeScan();

  private static ByteBuf record(String type, String body) {
    byte[] bytes = HexFormat.of().parseHex(body.replace(" ", ""));
    return Unpooled.wrappedBuffer(
        HexFormat.of().parseHex(type + "0303"),
        new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length},
        bytes);
  }

  private String look(String body) {
    return scan.look(record("16", body)).map(KeyExchangeScanTest::text).orElse("nothing");
  }

  private static String text(byte[] identity) {
    return new String(identity, StandardCharsets.US_ASCII);
  }

  @Test
  void theIdentityComesFirstInTheKeyExchange() {
    assertThat(look(HELLO)).isEqualTo("nothing");
    assertThat(look(EXCHANGE)).isEqualTo("first");
  }

  @Test
  void aDiffieHellmanKeyMayFollow() {
    assertThat(look("10 00000b 0005 6669727374 03040506")).isEqualTo("first");
  }

  @Test
  void messagesMayShareARecord() {
    assertThat(look(HELLO + HELLO + EXCHANGE)).isEqualTo("first");
  }

  @Test
  void aMessageMayLieInRecordsOfOneByte() {
    var bytes = (HELLO + EXCHANGE).replace(" ", "");
    for (int i = 0; i < bytes.length() - 2; i += 2) {
      assertThat(look(bytes.substring(i, i + 2))).isEqualTo("nothing");
    }

    assertThat(look(bytes.substring(bytes.length() - 2))).isEqualTo("first");
  }

  @Test
  void otherRecordsArePassedOver() {
    assertThat(scan.look(record("14", EXCHANGE))).isEmpty();
    assertThat(scan.look(record("17", EXCHANGE))).isEmpty();
    assertThat(look("")).isEqualTo("nothing");
    assertThat(look(EXCHANGE)).isEqualTo("first");
  }

  @Test
  void anIdentityTooLongIsNobodys() {
    assertThat(look("10 001002 0100" + "78".repeat(256))).isEqualTo("x".repeat(256));
    assertThat(new KeyExchangeScan().look(record("16", "10 001002 0101 78"))).contains(new byte[0]);
    assertThat(new KeyExchangeScan().look(record("16", "10 000002 0000"))).contains(new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 000000", "10 000001 ff", "10 000003 0005 66"})
  void anIdentityOutsideItsMessageIsNone(String message) {
    assertThat(look(message)).isEqualTo("nothing");
    assertThat(look(EXCHANGE)).isEqualTo("first");
  }

  @Test
  void noiseIsNoDanger() {
    var random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      var body = new byte[random.nextInt(600)];
      random.nextBytes(body);
      if (body.length > 0) {
        body[0] = 16;
      }
      var noisy = new KeyExchangeScan();
      var hex = HexFormat.of().formatHex(body);

      Optional<byte[]> identity = noisy.look(record("16", hex));

      identity.ifPresent(
          bytes -> assertThat(bytes.length).isLessThanOrEqualTo(KeyExchangeScan.MAX_IDENTITY));
    }
  }
}
