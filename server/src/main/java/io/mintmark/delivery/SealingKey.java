package io.mintmark.delivery;

import java.time.Instant;

/// A factory's public key. Made by [#read], which takes only what packages can be sealed to.
///
/// @param text an armored OpenPGP key, or an X.509 certificate in PEM
public record SealingKey(Kind kind, String text) {

  /// Longer than any sensible key.
  public static final int LIMIT = 32 * 1024;

  /// What packages for the factory are sealed with.
  public enum Kind {
    OPENPGP,
    X509
  }

  /// Reads a key that somebody handed in.
  ///
  /// @throws UnfitKeyException if it is none, or nothing can be sealed to it at `now`
  public static SealingKey read(Kind kind, String text, Instant now) {
    if (text.length() > LIMIT) {
      throw new UnfitKeyException("a key has at most " + LIMIT + " characters");
    }
    if (text.contains("PRIVATE KEY")) {
      throw new UnfitKeyException(
          "this is a private key, which nobody else may have: make a new pair, and send the public"
              + " half");
    }
    switch (kind) {
      case OPENPGP -> OpenPgpEnvelope.to(text, now);
      case X509 -> CmsEnvelope.to(text, now);
    }
    return new SealingKey(kind, text);
  }

  /// The key's fingerprint, hex in capitals: by it people make sure on the telephone that it is the
  /// right one. Of an OpenPGP key that of the primary key; of a certificate SHA-256.
  public String fingerprint() {
    return switch (kind) {
      case OPENPGP -> OpenPgpEnvelope.fingerprint(text);
      case X509 -> CmsEnvelope.fingerprint(text);
    };
  }
}
