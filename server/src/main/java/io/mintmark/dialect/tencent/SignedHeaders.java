package io.mintmark.dialect.tencent;

import io.mintmark.dialect.HttpQuestion;
import io.mintmark.vault.HmacAlgorithm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The signature of a generation 2 request and what it covers beside path and body; every value
/// exactly as sent.
record SignedHeaders(
    String host, String algorithm, String timestamp, String nonce, String signature) {

  /// Empty if one of them is missing.
  static Optional<SignedHeaders> of(HttpQuestion question) {
    String host = question.header("host");
    String algorithm = question.header("x-tc-algorithm");
    String timestamp = question.header("x-tc-timestamp");
    String nonce = question.header("x-tc-nonce");
    String signature = question.header("x-tc-signature");
    if (host == null || algorithm == null || timestamp == null) {
      return Optional.empty();
    }
    return nonce == null || signature == null || signature.isEmpty()
        ? Optional.empty()
        : Optional.of(new SignedHeaders(host, algorithm, timestamp, nonce, signature));
  }

  /// The algorithm by its name; the vendor's pages write it in several cases.
  Optional<HmacAlgorithm> hmac() {
    return switch (algorithm.toLowerCase(Locale.ROOT)) {
      case "hmacsha1" -> Optional.of(HmacAlgorithm.HMAC_SHA1);
      case "hmacsha256" -> Optional.of(HmacAlgorithm.HMAC_SHA256);
      default -> Optional.empty();
    };
  }

  /// All texts a vendor's SDK may have signed. The port, where the Host header has one, is left out
  /// by Java and Python; with `hmacsha1` the C SDK hashes the body with SHA-1, while the vendor's
  /// page says SHA-256.
  List<String> texts(String path, byte[] body) {
    List<String> bodyHashes = new ArrayList<>();
    if (hmac().equals(Optional.of(HmacAlgorithm.HMAC_SHA1))) {
      bodyHashes.add(hash("SHA-1", body));
    }
    bodyHashes.add(hash("SHA-256", body));
    List<String> texts = new ArrayList<>();
    for (String signedHost : hosts()) {
      for (String bodyHash : bodyHashes) {
        texts.add(
            String.join("\n", "POST", signedHost, path, "", algorithm, timestamp, nonce, bodyHash));
      }
    }
    return texts;
  }

  private List<String> hosts() {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']'); // an IPv6 address has colons of its own
    return hasPort ? List.of(host.substring(0, colon), host) : List.of(host);
  }

  private static String hash(String algorithm, byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, e);
    }
  }
}
