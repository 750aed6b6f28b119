package io.mintmark.sheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/// Tells encodings apart by what bytes can and cannot be in them. UTF-8 is strict: text in another
/// encoding is hardly ever valid UTF-8 by chance, except for a character or two.
final class EncodingGuess {

  /// UTF-16 needs so large a part of plain characters, percent: names are plain, remarks are not.
  private static final int LEAST_PLAIN = 25;

  /// How many sound characters outweigh one broken byte in a file that is UTF-8 on the whole.
  private static final int SOUND_PER_BROKEN = 8;

  private EncodingGuess() {}

  /// UTF-16 by its mark, or by the zeros beside plain characters; empty if it is none.
  static Optional<TextEncoding> utf16(byte[] head) {
    if (startsWith(head, 0xFF, 0xFE)) {
      return Optional.of(TextEncoding.UTF_16_LE);
    }
    if (startsWith(head, 0xFE, 0xFF)) {
      return Optional.of(TextEncoding.UTF_16_BE);
    }
    int little = plainUnits(head, 1);
    int big = plainUnits(head, 0);
    if (!looksLikeUtf16(head, Math.max(little, big))) {
      return Optional.empty();
    }
    return Optional.of(little > big ? TextEncoding.UTF_16_LE : TextEncoding.UTF_16_BE);
  }

  /// Of bytes that hold something beyond ASCII and are not UTF-16.
  ///
  /// @param wholly whether they run to the end of the file
  static TextEncoding beyondAscii(byte[] bytes, boolean wholly) {
    var utf8 = new Count(TextEncoding.UTF_8, bytes, wholly);
    if (utf8.broken == 0) {
      return TextEncoding.UTF_8;
    }
    var gb = new Count(TextEncoding.GB18030, bytes, wholly);
    boolean rather8 = utf8.sound >= SOUND_PER_BROKEN * utf8.broken;
    return rather8 || gb.broken > utf8.broken ? TextEncoding.UTF_8 : TextEncoding.GB18030;
  }

  static boolean startsWith(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean looksLikeUtf16(byte[] head, int plain) {
    int units = head.length / 2;
    return units > 0 && plain * 100L >= units * (long) LEAST_PLAIN && !hasZeroUnit(head);
  }

  private static boolean hasZeroUnit(byte[] head) {
    for (int i = 0; i + 1 < head.length; i += 2) {
      if (head[i] == 0 && head[i + 1] == 0) {
        return true;
      }
    }
    return false;
  }

  /// Pairs of a zero and a printable character or line end; none if line ends often stand beside
  /// another plain character, as in one-byte text with stray zeros.
  private static int plainUnits(byte[] head, int zeroAt) {
    int plain = 0;
    int against = 0;
    for (int i = 0; i + 1 < head.length; i += 2) {
      byte zero = head[i + zeroAt];
      byte other = head[i + 1 - zeroAt];
      if (zero == 0 && isPlain(other)) {
        plain++;
      } else if (isPlain(zero) && isPlain(other) && (isEnd(zero) || isEnd(other))) {
        against++;
      }
    }
    return against * 4 > plain ? 0 : plain;
  }

  private static boolean isPlain(byte b) {
    return (b >= ' ' && b < 127) || b == '\t' || isEnd(b);
  }

  private static boolean isEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  /// Characters beyond ASCII that are sound in an encoding, and bytes that are not.
  private static final class Count {

    private long sound;
    private long broken;

    Count(TextEncoding encoding, byte[] bytes, boolean wholly) {
      CharsetDecoder decoder =
          encoding
              .charset()
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      var in = ByteBuffer.wrap(bytes);
      var out = CharBuffer.allocate(4_096);
      while (true) {
        var result = decoder.decode(in, out, wholly);
        count(out);
        if (result.isError()) {
          broken++;
          in.position(Math.min(in.position() + result.length(), in.limit()));
        } else if (result.isUnderflow()) {
          return;
        }
      }
    }

    private void count(CharBuffer out) {
      out.flip();
      while (out.hasRemaining()) {
        sound += out.get() > 127 ? 1 : 0;
      }
      out.clear();
    }
  }
}
