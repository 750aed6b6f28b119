package io.mintmark.vault;

import java.util.List;

/// What somebody presents to show that he knows a secret, read from the wire but not yet checked.
///
/// Several texts are admissible where one vendor's SDKs sign differently; the proof holds if the
/// signature fits any of them. The signature is the raw MAC: undoing hex or base64 is the dialect's
/// work, and text that cannot be undone becomes an empty signature, which fits nothing.
///
/// @param texts the exact bytes that may have been signed, as UTF-8 text, most likely first
/// @param keyForm how the secret becomes the key
/// @param signature raw MAC bytes as presented; not copied, never changed
/// @param clues for whoever looks for the mistake behind a wrong proof
@SuppressWarnings("ArrayRecordComponent") // compared only by ProofCheck, in constant time
public record Proof(
    HmacAlgorithm algorithm, KeyForm keyForm, List<String> texts, byte[] signature, Clues clues) {

  /// How the characters of a secret become key bytes.
  public enum KeyForm {
    /// The secret's characters as UTF-8.
    TEXT,
    /// The secret is standard base64 of the key (Tencent's psk at login).
    BASE64
  }

  public Proof {
    texts = List.copyOf(texts);
  }

  /// A proof without clues.
  public Proof(HmacAlgorithm algorithm, KeyForm keyForm, List<String> texts, byte[] signature) {
    this(algorithm, keyForm, texts, signature, Clues.NONE);
  }

  public Proof withClues(Clues newClues) {
    return new Proof(algorithm, keyForm, texts, signature, newClues);
  }

  /// A proof of one text under a key that is the secret's characters.
  public static Proof of(HmacAlgorithm algorithm, String text, byte[] signature) {
    return new Proof(algorithm, KeyForm.TEXT, List.of(text), signature);
  }

  @Override
  public String toString() {
    return "Proof[" + algorithm + ", " + texts.size() + " texts]";
  }
}
