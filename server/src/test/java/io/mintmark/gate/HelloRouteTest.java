package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a ClientHello decides.
class HelloRouteTest {

  private static final String ECDSA_AND_PSS = "000d 0006 0004 0403 0804";
  private static final String ECDSA_ONLY = "000d 0004 0002 0403";
  private static final String RSA_ONLY = "000d 0006 0004 0401 0804";
  private static final String P256 = "000a 0004 0002 0017";
  private static final String X25519 = "000a 0004 0002 001d";
  private static final String THIRTEEN = "002b 0003 02 0304";

  private static byte[] hello(String suites, String extensions) {
    byte[] list = Wire.hex(suites);
    byte[] all = Wire.hex(extensions);
    return Wire.join(
        Wire.hex("0303"),
        new byte[32],
        Wire.hex("00"),
        Wire.u16(list.length),
        list,
        Wire.hex("0100"),
        extensions.isEmpty() ? new byte[0] : Wire.join(Wire.u16(all.length), all));
  }

  private static HelloRoute route(String suites, String... extensions) {
    return HelloRoute.of(Unpooled.wrappedBuffer(hello(suites, String.join("", extensions))));
  }

  @ParameterizedTest
  @CsvSource({
    "008c 008d, PSK", // Tencent's key builds
    "008c 008d 002f, PSK", // and the newest of them
    "1302 1303 1301 008c 00ff, PSK", // OpenSSL, with TLS 1.3 beside it
    "c035, PSK",
    "c036, PSK",
    "00a8, PSK",
    "d001, PSK",
    "003d 0035 003c 002f 0095 0094 008d 008c, RSA", // Aliyun's Link SDK for C 4
    "003d 0035 003c 002f, RSA", // and 3
    "c030 0035 008d 008c, RSA", // Tencent's certificate builds
    "003d 003c 008c, PSK", // what BoringSSL lacks decides nothing
    "0094 0095 00b6 00b7, RSA", // nor does RSA_PSK, which nobody serves
    "5600 00ff 1a1a 008c, PSK" // nor signals and GREASE
  })
  void theFirstSuiteThatWeServeDecides(String suites, HelloRoute expected) {
    assertThat(route(suites)).isEqualTo(expected);
    assertThat(route(suites, "0017 0000 0016 0000 0023 0000", RSA_ONLY)).isEqualTo(expected);
  }

  @Test
  void whoTakesBothCertificatesMayHaveEither() {
    assertThat(route("1301", ECDSA_AND_PSS, X25519, THIRTEEN)).isEqualTo(HelloRoute.EITHER);
    assertThat(route("c02b c02f", ECDSA_AND_PSS, P256)).isEqualTo(HelloRoute.EITHER);
    assertThat(route("1301 c02f", ECDSA_ONLY, P256, THIRTEEN)).isEqualTo(HelloRoute.EITHER);
  }

  @Test
  void whoTakesEcdsaAloneGetsIt() {
    assertThat(route("1301", ECDSA_ONLY, THIRTEEN)).isEqualTo(HelloRoute.ECDSA);
    assertThat(route("c02b", ECDSA_AND_PSS, P256)).isEqualTo(HelloRoute.ECDSA);
  }

  @Test
  void whoCannotTakeEcdsaGetsRsa() {
    assertThat(route("1301", RSA_ONLY, THIRTEEN)).isEqualTo(HelloRoute.RSA);
    assertThat(route("c02b c02f", RSA_ONLY, P256)).isEqualTo(HelloRoute.RSA);
    assertThat(route("c02b c02f", ECDSA_AND_PSS, X25519)).isEqualTo(HelloRoute.RSA);
    assertThat(route("c02b c02f")).isEqualTo(HelloRoute.RSA);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 33, 34, 35, 36, 37, 38, 42, 44, 46})
  void whatIsCutOffIsUnreadable(int length) {
    byte[] whole = hello("1301 002f", THIRTEEN + P256);
    byte[] cut = java.util.Arrays.copyOf(whole, length);

    assertThat(HelloRoute.of(Unpooled.wrappedBuffer(cut))).isEqualTo(HelloRoute.UNREADABLE);
  }

  @Test
  void noiseIsNoDanger() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = hello("1301 002f", THIRTEEN + P256 + ECDSA_AND_PSS);
      for (int j = 0; j < 3; j++) {
        body[34 + random.nextInt(body.length - 34)] = (byte) random.nextInt();
      }

      assertThat(HelloRoute.of(Unpooled.wrappedBuffer(body))).isNotNull();
    }
  }
}
