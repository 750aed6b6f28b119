package io.mintmark.devicekit.tencent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mintmark.devicekit.UnreadableAnswer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The encrypted part of an answer: AES-128-CBC under the first 16 characters of the ProductSecret,
/// an IV of sixteen `'0'` characters, zero bytes as padding.
final class SealedPayload {

  private static final int KEY_SIZE = 16;
  private static final int KEY_PRODUCT = 2;

  private SealedPayload() {}

  /// The psk in it. The C SDKs built for keys refuse a payload of another encryptionType.
  static String psk(String payload, int length, String productSecret) throws UnreadableAnswer {
    var text = decrypt(payload, length, productSecret);
    var plain = TencentJson.read(text);
    if (plain.path("encryptionType").asInt(0) != KEY_PRODUCT) {
      throw new UnreadableAnswer("encryptionType is not that of a key product");
    }
    return TencentJson.verbatim(text, plain, "psk");
  }

  static String decrypt(String payload, int length, String productSecret) throws UnreadableAnswer {
    var padded = new String(decrypted(payload, productSecret), UTF_8);
    var text = withoutZeros(padded);
    if (text.getBytes(UTF_8).length != length) {
      throw new UnreadableAnswer("length does not fit the payload, or padding is not of zeros");
    }
    return text;
  }

  private static byte[] decrypted(String payload, String productSecret) throws UnreadableAnswer {
    try {
      var key = productSecret.substring(0, KEY_SIZE).getBytes(US_ASCII);
      var cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec("0".repeat(KEY_SIZE).getBytes(US_ASCII)));
      return cipher.doFinal(Base64.getDecoder().decode(payload));
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      throw new UnreadableAnswer("payload is not base64 of whole AES blocks");
    }
  }

  private static String withoutZeros(String padded) {
    int end = padded.length();
    while (end > 0 && padded.charAt(end - 1) == 0) {
      end--;
    }
    return padded.substring(0, end);
  }
}
