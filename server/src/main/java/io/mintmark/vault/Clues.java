package io.mintmark.vault;

import java.util.List;
import java.util.function.Supplier;

/// What is known about a [Proof] beyond what its check needs: with it, the mistake behind a wrong
/// one can be looked for.
///
/// @param presented the signature as it stood on the wire
/// @param encoding how it should have been written
/// @param misreadings texts that the peer may have signed instead; made only when asked for
public record Clues(String presented, Encoding encoding, Supplier<List<Misreading>> misreadings) {

  /// Nothing is known.
  public static final Clues NONE = new Clues("", Encoding.HEX, List::of);

  /// How raw MAC bytes become the text on the wire.
  public enum Encoding {
    HEX,
    BASE64,
    /// Base64 of the small hex digits.
    BASE64_OF_HEX
  }

  @Override
  public String toString() {
    return "Clues[" + encoding + "]";
  }
}
