package io.mintmark.vault;

/// The keyed hashes that vendors' devices sign with; MD5 and SHA-1 are theirs to choose, not ours.
public enum HmacAlgorithm {
  HMAC_MD5("HmacMD5", 16),
  HMAC_SHA1("HmacSHA1", 20),
  HMAC_SHA256("HmacSHA256", 32);

  private final String jcaName;
  private final int macLength;

  HmacAlgorithm(String jcaName, int macLength) {
    this.jcaName = jcaName;
    this.macLength = macLength;
  }

  /// The name under which the Java platform knows it.
  public String jcaName() {
    return jcaName;
  }

  /// Length of its result, bytes.
  public int macLength() {
    return macLength;
  }
}
