package io.mintmark.sheet;

/// How much of an owner's file is read, whatever it claims to be.
///
/// @param maxRows the most names a file may hold; a header and empty rows are not counted
/// @param maxBytes the largest file, bytes as they are sent
/// @param maxCellChars the longest cell, and of a text file the longest line, in characters
public record SheetLimits(int maxRows, long maxBytes, int maxCellChars) {

  /// The longest cell that anybody needs: a DeviceName and a few remarks are far below.
  public static final int CELL_CHARS = 4_096;

  public static final SheetLimits DEFAULTS = new SheetLimits(1_000_000, 64L << 20, CELL_CHARS);

  public SheetLimits {
    if (maxRows < 1 || maxBytes < 1 || maxCellChars < 1) {
      throw new IllegalArgumentException("sheet limits: each is at least 1");
    }
  }
}
