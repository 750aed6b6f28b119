package io.mintmark.output;

/// A file that cannot be made as it was asked for. The message is a sentence for the person who
/// asked, and says what would do.
public final class UnfitFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnfitFileException(String sentence) {
    super(sentence);
  }
}
