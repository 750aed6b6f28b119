package io.mintmark.dialect.tencent;

import io.mintmark.dialect.CompactJson;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.vault.SecretText;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The credential as both generations carry it: `{"encryptionType":2,"psk":"…"}` under AES-128-CBC,
/// key the first 16 characters of the ProductSecret, IV sixteen ASCII zeros, padded with zero bytes
/// only up to the next whole block. Padding of another kind breaks the Python SDK.
///
/// @param length of the plain JSON, bytes
/// @param base64 of the encrypted JSON
record Payload(int length, String base64) {

  private static final int BLOCK = 16;

  /// What is not used for anything else: the psk of a key product.
  private static final int ENCRYPTION_BY_PSK = 2;

  /// Empty if the ProductSecret, an imported one then, is too short to be a key.
  static Optional<Payload> of(Issued issued) {
    if (issued.productSecret().exposeBytes().length < BLOCK) {
      return Optional.empty();
    }
    byte[] plain =
        CompactJson.object()
            .put("encryptionType", ENCRYPTION_BY_PSK)
            .put("psk", issued.deviceSecret().expose())
            .toBytes();
    return Optional.of(encrypted(plain, issued.productSecret()));
  }

  /// @param productSecret of 16 characters at least
  static Payload encrypted(byte[] plain, SecretText productSecret) {
    byte[] padded = Arrays.copyOf(plain, (plain.length + BLOCK - 1) / BLOCK * BLOCK);
    byte[] zeros = new byte[BLOCK];
    Arrays.fill(zeros, (byte) '0');
    var key = new SecretKeySpec(productSecret.exposeBytes(), 0, BLOCK, "AES");
    try {
      var cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(zeros));
      return new Payload(plain.length, Base64.getEncoder().encodeToString(cipher.doFinal(padded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES of the Java platform refused a key", e);
    }
  }
}
