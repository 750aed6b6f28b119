package io.mintmark.output;

/// A file that cannot be made as it was asked for. The message is a sentence for the person who
/// asked, and says what would do.
public final class UnfitFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String sentence;

  public UnfitFileException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The message.
  public String sentence() {
    return sentence;
  }
}
