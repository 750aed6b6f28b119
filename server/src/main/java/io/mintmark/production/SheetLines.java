package io.mintmark.production;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts a file into lines and judges their bytes, holding no more than one line in memory. Lines
/// end with LF, CRLF or a lone CR (what some spreadsheet programs still write); a UTF-8 byte order
/// mark is skipped. For one thread.
final class SheetLines {

  /// The longest line, bytes; a DeviceName and a few remarks are far below.
  static final int MAX_LINE_BYTES = 4_096;

  private static final int END = -1;

  private final InputStream in;
  private final long maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long total;

  private final byte[] line = new byte[MAX_LINE_BYTES];
  private final CharBuffer chars = CharBuffer.allocate(MAX_LINE_BYTES);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private int number;
  private boolean afterReturn;

  SheetLines(InputStream in, long maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /// One line.
  ///
  /// @param number from 1
  /// @param text without its end; of a faulty line what can be shown of it
  /// @param fault what is wrong with its bytes; null if they are sound
  record Line(int number, String text, SheetFault.@Nullable Kind fault) {}

  /// Why this is no text file in UTF-8 at all, by its first bytes; to be asked first.
  Optional<String> faultOfFile() throws IOException {
    fill();
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      position = 3;
      return Optional.empty();
    }
    if (startsWith('P', 'K', 3, 4) || startsWith(0xD0, 0xCF, 0x11, 0xE0)) {
      return Optional.of(
          "this is a spreadsheet or an archive; save the sheet as \"CSV UTF-8\" and upload that");
    }
    if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF) || looksLikeUtf16()) {
      return Optional.of("this text is in UTF-16; save it as UTF-8 and upload that");
    }
    return Optional.empty();
  }

  /// The next line; empty after the last one. An end of line at the end of the file starts no line.
  Optional<Line> next() throws IOException {
    int b = read();
    if (afterReturn && b == '\n') {
      b = read();
    }
    afterReturn = false;
    if (b == END) {
      return Optional.empty();
    }
    number++;
    int length = 0;
    boolean zero = false;
    for (; b != END && b != '\n' && b != '\r'; b = read()) {
      zero |= b == 0;
      if (length < MAX_LINE_BYTES) {
        line[length] = (byte) b;
      }
      length = Math.min(length + 1, MAX_LINE_BYTES + 1);
    }
    if (b == END && cutOff()) {
      return Optional.empty(); // half a line would be misjudged
    }
    afterReturn = b == '\r';
    return Optional.of(judge(length, zero));
  }

  /// Whether the file is longer than allowed; what lies beyond is not read.
  boolean cutOff() {
    return total > maxBytes;
  }

  private Line judge(int length, boolean zero) {
    boolean tooLong = length > MAX_LINE_BYTES;
    int kept = Math.min(length, MAX_LINE_BYTES);
    decoder.reset();
    chars.clear();
    boolean sound = !decoder.decode(ByteBuffer.wrap(line, 0, kept), chars, true).isError();
    if (sound && !zero && !tooLong) {
      return new Line(number, chars.flip().toString(), null);
    }
    var shown = new String(line, 0, kept, StandardCharsets.UTF_8);
    var fault =
        zero
            ? SheetFault.Kind.NUL_BYTE
            : tooLong ? SheetFault.Kind.LINE_TOO_LONG : SheetFault.Kind.NOT_UTF8;
    return new Line(number, shown, fault);
  }

  private int read() throws IOException {
    if (position == limit && !fill()) {
      return END;
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = 0;
    if (cutOff()) {
      return false;
    }
    // One byte more than allowed tells a file at the limit from one beyond it.
    int wanted = (int) Math.min(buffer.length, maxBytes + 1 - total);
    limit = in.readNBytes(buffer, 0, wanted);
    total += limit;
    return limit > 0;
  }

  private boolean startsWith(int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= limit || (buffer[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Plain letters in UTF-16 without a mark have a zero in every other byte.
  private boolean looksLikeUtf16() {
    return limit >= 4
        && ((buffer[0] == 0 && buffer[2] == 0 && buffer[1] != 0 && buffer[3] != 0)
            || (buffer[1] == 0 && buffer[3] == 0 && buffer[0] != 0 && buffer[2] != 0));
  }
}
