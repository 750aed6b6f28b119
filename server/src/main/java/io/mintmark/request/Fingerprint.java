package io.mintmark.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request asks for, as a SHA-256 in 64 hexadecimal digits.
public final class Fingerprint {

  private Fingerprint() {}

  /// Of these values in this order; null is a value of its own, and no two lists run together.
  public static String of(List<? extends @Nullable Object> values) {
    var digest = sha256();
    for (var value : values) {
      byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
      String length = (value == null ? "null" : Integer.toString(bytes.length)) + ":";
      digest.update(length.getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return hex(digest);
  }

  /// For what is read as a stream.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Ends the digest.
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
