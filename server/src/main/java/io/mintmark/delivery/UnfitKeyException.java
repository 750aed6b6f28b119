package io.mintmark.delivery;

/// A key that packages cannot be sealed to. The message is a sentence for the person who handed it
/// in, and says what would do.
public final class UnfitKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String sentence;

  UnfitKeyException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The message.
  public String sentence() {
    return sentence;
  }
}
