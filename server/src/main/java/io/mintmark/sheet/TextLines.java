package io.mintmark.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts a text file into lines and decodes them, holding no more than one line and a window of 128
/// KiB. Lines end with LF, CRLF or a lone CR (what some spreadsheet programs still write). Bytes
/// that are nothing in the file's encoding become U+FFFD.
///
/// The encoding is settled at the first byte beyond ASCII, with a look at the window behind it:
/// until then it makes no difference. For one thread.
final class TextLines {

  /// A line that goes on for so many bytes is no line of a list, and what follows is not read.
  static final int RUNAWAY_BYTES = 1 << 20;

  private static final char REPLACEMENT = '\uFFFD';

  private final ByteWindow window;
  private final SheetLimits limits;
  private final byte[] line;
  private final CharBuffer chars;
  private @Nullable TextEncoding encoding;
  private @Nullable CharsetDecoder decoder;
  private int unitBytes = 1;
  private int number;
  private boolean afterReturn;

  /// Reads the first bytes and refuses what is no text.
  TextLines(InputStream in, SheetLimits limits) throws IOException {
    this.window = new ByteWindow(in, limits.maxBytes());
    this.limits = limits;
    this.line = new byte[limits.maxCellChars() * 4];
    this.chars = CharBuffer.allocate(line.length + 2);
    begin(window.ahead());
  }

  /// One line.
  ///
  /// @param number from 1
  /// @param text without its end; of a line that is too long its beginning, one character longer
  ///     than allowed
  /// @param ended whether a line end followed; only the last line may lack it
  record Line(int number, String text, boolean ended) {}

  /// UTF-8 as long as nothing speaks against it.
  TextEncoding encoding() {
    return encoding == null ? TextEncoding.UTF_8 : encoding;
  }

  /// The next line; empty after the last one. An end of line at the end of the file starts no line.
  ///
  /// @throws UnreadableSheetException if the file or the line does not end
  Optional<Line> next() throws IOException {
    int unit = unit();
    if (afterReturn && unit == '\n') {
      unit = unit();
    }
    afterReturn = false;
    if (unit == ByteWindow.END) {
      requireWithinLimit();
      return Optional.empty();
    }
    number++;
    int length = 0;
    int high = 0;
    while (unit != ByteWindow.END && unit != '\n' && unit != '\r') {
      high |= unit;
      length = put(length, unit);
      unit = unit();
    }
    if (unit == ByteWindow.END) {
      requireWithinLimit(); // half a line would be misjudged
    }
    afterReturn = unit == '\r';
    return Optional.of(new Line(number, text(length, high > 127), unit != ByteWindow.END));
  }

  private void begin(byte[] head) throws UnreadableSheetException {
    if (EncodingGuess.startsWith(head, 0xEF, 0xBB, 0xBF)) {
      settle(TextEncoding.UTF_8);
      window.skip(3);
      return;
    }
    var utf16 = EncodingGuess.utf16(head);
    if (utf16.isPresent()) {
      settle(utf16.get());
      unitBytes = 2;
      boolean marked =
          EncodingGuess.startsWith(head, 0xFF, 0xFE) || EncodingGuess.startsWith(head, 0xFE, 0xFF);
      window.skip(marked ? 2 : 0);
    } else if (FileSigns.isRubbish(head)) {
      throw new UnreadableSheetException(
          0, FindingKind.NOT_A_TEXT_FILE, FindingKind.NOT_A_TEXT_FILE.said());
    }
  }

  private void settle(TextEncoding chosen) {
    encoding = chosen;
    decoder =
        chosen
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  /// A byte, or the two bytes of UTF-16 as one number. A lone last byte of UTF-16 is the
  /// replacement character.
  private int unit() throws IOException {
    int first = window.read();
    if (unitBytes == 1 || first == ByteWindow.END) {
      return first;
    }
    int second = window.read();
    if (second == ByteWindow.END) {
      return REPLACEMENT;
    }
    return encoding == TextEncoding.UTF_16_LE ? first | second << 8 : first << 8 | second;
  }

  private int put(int length, int unit) throws UnreadableSheetException {
    if (length >= RUNAWAY_BYTES) {
      throw new UnreadableSheetException(
          number, FindingKind.LINE_ENDLESS, FindingKind.LINE_ENDLESS.said());
    }
    if (length + unitBytes <= line.length) {
      if (unitBytes == 1) {
        line[length] = (byte) unit;
      } else if (encoding == TextEncoding.UTF_16_LE) {
        line[length] = (byte) unit;
        line[length + 1] = (byte) (unit >> 8);
      } else {
        line[length] = (byte) (unit >> 8);
        line[length + 1] = (byte) unit;
      }
    }
    return length + unitBytes;
  }

  private String text(int length, boolean beyondAscii) throws IOException {
    int kept = Math.min(length, line.length);
    var text =
        unitBytes == 1 && !beyondAscii
            ? new String(line, 0, kept, StandardCharsets.ISO_8859_1)
            : decoded(kept);
    int most = limits.maxCellChars();
    if (text.length() > most) {
      return text.substring(0, most + 1);
    }
    // A line of which not even the bytes were kept is too long however few characters they make.
    return length > kept ? text + " ".repeat(most + 1 - text.length()) : text;
  }

  private String decoded(int length) throws IOException {
    if (encoding == null) {
      var rest = window.ahead();
      var all = new byte[length + rest.length];
      System.arraycopy(line, 0, all, 0, length);
      System.arraycopy(rest, 0, all, length, rest.length);
      settle(EncodingGuess.beyondAscii(all, rest.length < ByteWindow.SIZE));
    }
    var reader = Objects.requireNonNull(decoder).reset();
    chars.clear();
    reader.decode(ByteBuffer.wrap(line, 0, length), chars, true);
    reader.flush(chars);
    return chars.flip().toString();
  }

  private void requireWithinLimit() throws UnreadableSheetException {
    if (window.cutOff()) {
      throw new UnreadableSheetException(
          0, FindingKind.FILE_TOO_LARGE, FindingKind.FILE_TOO_LARGE.said(limits.maxBytes()));
    }
  }
}
