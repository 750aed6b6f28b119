package io.mintmark.delivery;

/// A key that packages cannot be sealed to. The message is a sentence for the person who handed it
/// in, and says what would do.
public final class UnfitKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnfitKeyException(String sentence) {
    super(sentence);
  }
}
