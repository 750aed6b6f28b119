package io.mintmark.sheet;

import java.io.IOException;

/// A file that cannot be read to its end as what it seems to be: broken, encrypted, or beyond a
/// limit. The message is a sentence for the person who sent it and says what to do.
public final class UnreadableSheetException extends IOException {

  private static final long serialVersionUID = 1;

  private final int row;

  /// @param row the last row that was read, from 1; 0 if there was none
  public UnreadableSheetException(int row, String sentence) {
    super(sentence);
    this.row = row;
  }

  /// The last row that was read, from 1; 0 if there was none.
  public int row() {
    return row;
  }
}
