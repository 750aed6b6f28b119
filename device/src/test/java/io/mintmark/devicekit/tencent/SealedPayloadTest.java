package io.mintmark.devicekit.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.UnreadableAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vectors of the protocol file; the first two are answers of the real cloud.
class SealedPayloadTest {

  private static final String SECRET = "Zx8Kq2Lm5Np7Rt9Uv3Wy6Ab1";
  private static final String PAYLOAD =
      "zZTdcrcP0RkTUvejoDvFZNRssa/xFK6nqgEkA/U8e233GWPd56sxhddwwdBa3U5O3hP28BxYbZ7ycD3jntASEA==";

  @ParameterizedTest
  @CsvSource({
    "8XzjN8rfgFVGDTNTUGau4snA, 7WmFA/MEs+Fy+32QwJWtYw==,"
        + " eHGRUBar9LBPI+mcaHnVEZsj05mSdoZLPhd54hDJXv/"
        + "2va2rXSpfddgRy5XE/FIS835NjUr5Mhw1AJSg4yGC/w==",
    "XoezQjzzMedF4lAr2CqCkVYK, MLvMHde65nKPk0Lx+ZThaA==,"
        + " sf1gANtJCT/PRC4ZHOypfkLnO53otVR/oBAnD3vXhS2m8XkbQ08bTCD+"
        + "I1Tz5Jjo7vhAnC6QE3RgWWZGg6pWGg==",
    SECRET + ", AAECAwQFBgcICQoLDA0ODw==, " + PAYLOAD,
    SECRET
        + ", 7WmFA/MEs+Fy+32QwJWtYw==, zZTdcrcP0RkTUvejoDvFZA6sd0sJnqv3itYwYSdfuVmseEZ8roa6duyzgC8R"
        + "ElgV/Zi7EeQ4gbwN29JLkcfjlQ==",
  })
  void thePskComesOut(String secret, String psk, String payload) throws UnreadableAnswer {
    var found = SealedPayload.psk(payload, 53, secret);

    assertThat(found).isEqualTo(psk);
  }

  @ParameterizedTest
  @CsvSource({
    "Ct1Xz9Qw4Er6Ty8Ui0Op2As5, 4GTxQy6TmeGlBq/uwxIyKy9aNDu6k/218F9WX4Dg2PU=",
    "biraxh1bZv6o2cKSdceR0Vhi, T1WVr7/6uI5g3M58BSYcAf7FdlwJDNa9YPseIZPw5xE=",
  })
  void aCertificateProductsPayloadIsReadButHoldsNoPsk(String secret, String payload)
      throws UnreadableAnswer {
    assertThat(SealedPayload.decrypt(payload, 20, secret)).isEqualTo("{\"encryptionType\":1}");
    assertThatThrownBy(() -> SealedPayload.psk(payload, 20, secret))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("encryptionType");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 52, 54, 64})
  void aLengthThatDoesNotFitIsAFault(int length) {
    assertThatThrownBy(() -> SealedPayload.psk(PAYLOAD, length, SECRET))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void anotherProductsSecretOpensNothing() {
    assertThatThrownBy(() -> SealedPayload.psk(PAYLOAD, 53, "Zx8Kq2Lm5Np7Rt9X" + "v3Wy6Ab1"))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no base64!", "AAECAwQFBgcICQoLDA0O", PAYLOAD + "AAAA"})
  void whatIsNotWholeBlocksInBase64IsAFault(String payload) {
    assertThatThrownBy(() -> SealedPayload.psk(payload, 53, SECRET))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void paddingOfAnotherKindIsAFault() throws Exception {
    var plain = "{\"encryptionType\":2,\"psk\":\"AAECAwQFBgcICQoLDA0ODw==\"}";
    var payload = sealed(plain, "AES/CBC/PKCS5Padding");

    assertThatThrownBy(() -> SealedPayload.psk(payload, 53, SECRET))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void anEscapeInsideThePayloadIsAFault() throws Exception {
    var plain = "{\"encryptionType\":2,\"psk\":\"AAECAwQFBgcICQoLDA0ODw\\u003d=\"}";
    var payload = sealed(plain + "\0".repeat(-plain.length() & 15), "AES/CBC/NoPadding");

    assertThatThrownBy(() -> SealedPayload.psk(payload, plain.length(), SECRET))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining("escaped");
  }

  private static String sealed(String plain, String transformation) throws Exception {
    var cipher = Cipher.getInstance(transformation);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec("Zx8Kq2Lm5Np7Rt9U".getBytes(StandardCharsets.US_ASCII), "AES"),
        new IvParameterSpec("0000000000000000".getBytes(StandardCharsets.US_ASCII)));
    return Base64.getEncoder()
        .encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
  }
}
