package io.mintmark.sheet;

import io.mintmark.sheet.TextLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of a text file: CSV as in RFC 4180, or one name a line. Every line is a row of its own,
/// so that a stray quote spoils one line and not the rest of the file. For one thread.
public final class TextRows implements RowSource {

  private static final int LINES_FOR_SEPARATOR = 100;

  private final TextLines lines;
  private final ArrayDeque<Line> ahead = new ArrayDeque<>();
  private final int longest;
  private final CellCutter cutter;
  private final @Nullable UnreadableSheetException broken;
  private boolean endsOpen;

  /// Begins to read.
  ///
  /// @param in read to its end or the first limit it passes, and not closed
  /// @throws UnreadableSheetException if this is no text
  public TextRows(InputStream in, SheetLimits limits) throws IOException {
    lines = new TextLines(in, limits);
    longest = limits.maxCellChars();
    UnreadableSheetException end = null;
    var texts = new ArrayList<String>();
    try {
      var line = lines.next();
      while (line.isPresent() && ahead.size() < LINES_FOR_SEPARATOR) {
        ahead.add(line.get());
        texts.add(line.get().text());
        line = lines.next();
      }
      line.ifPresent(ahead::add);
    } catch (UnreadableSheetException e) {
      end = e; // told when the rows before it have been read
    }
    broken = end;
    cutter = new CellCutter(Separator.of(texts));
  }

  /// In what the file is written, as far as it has been read.
  public TextEncoding encoding() {
    return lines.encoding();
  }

  /// What stands between its cells.
  public Separator separator() {
    return cutter.separator();
  }

  /// Whether the last row lacks a line end, after that row has been read: it may be cut off.
  public boolean endsOpen() {
    return endsOpen;
  }

  @Override
  public Optional<Row> next() throws IOException {
    var line = ahead.isEmpty() ? read() : Optional.of(ahead.poll());
    endsOpen = line.map(each -> !each.ended()).orElse(endsOpen);
    return line.map(each -> new Row(each.number(), cells(each)));
  }

  @Override
  public void close() {}

  private Optional<Line> read() throws IOException {
    if (broken != null) {
      throw broken;
    }
    return lines.next();
  }

  private List<Cell> cells(Line line) {
    if (line.number() == 1 && Separator.declaredBy(line.text()).isPresent()) {
      return List.of();
    }
    // A line that is too long is not cut: its end is missing.
    return line.text().length() > longest
        ? List.of(Cell.text(line.text()))
        : cutter.cut(line.text());
  }
}
