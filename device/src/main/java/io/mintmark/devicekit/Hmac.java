package io.mintmark.devicekit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keyed hashes devices sign with, under the names both vendors put on the wire.
public enum Hmac {
  MD5("hmacmd5", "HmacMD5"),
  SHA1("hmacsha1", "HmacSHA1"),
  SHA256("hmacsha256", "HmacSHA256");

  private final String wireName;
  private final String algorithm;

  Hmac(String wireName, String algorithm) {
    this.wireName = wireName;
    this.algorithm = algorithm;
  }

  public String wireName() {
    return wireName;
  }

  public byte[] of(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
