package io.mintmark.sheet;

import io.mintmark.explanation.Said;
import java.io.IOException;

/// A file that cannot be read to its end as what it seems to be: broken, encrypted, or beyond a
/// limit. The message is a sentence for the person who sent it and says what to do.
public final class UnreadableSheetException extends IOException {

  private static final long serialVersionUID = 1;

  private final int row;
  private final FindingKind kind;
  private final transient Said said;

  /// @param row the last row that was read, from 1; 0 if there was none
  public UnreadableSheetException(int row, String sentence) {
    this(row, FindingKind.UNREADABLE, FindingKind.UNREADABLE.said(sentence));
  }

  /// @param row the row at which reading ended, from 1; 0 for the file as a whole
  /// @param kind which of the findings that end the reading
  UnreadableSheetException(int row, FindingKind kind, Said said) {
    super(said.english());
    this.row = row;
    this.kind = kind;
    this.said = said;
  }

  /// What the file doctor makes of it.
  FindingKind kind() {
    return kind;
  }

  /// The sentence in both languages.
  Said said() {
    return said;
  }

  /// The last row that was read, from 1; 0 if there was none.
  public int row() {
    return row;
  }
}
