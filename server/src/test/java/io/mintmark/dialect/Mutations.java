package io.mintmark.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Small damage to sound input, the kind that lines, buffers and ill will do. Seeded, so that a
/// failure comes back.
public final class Mutations {

  private static final String[] SPLINTERS = {
    "%",
    "&",
    "=",
    "|",
    ",",
    ";",
    "\"",
    "\\",
    "{",
    "[",
    "\0",
    "\n",
    " ",
    "+",
    "\u00e9",
    "\ud83d\ude00",
    "\\u0000",
    "\\ud800",
    "9".repeat(40),
    "[".repeat(2000),
    "deviceName",
    "authType=connwl",
    "-",
    "1e9"
  };

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  /// One to three changes.
  public String of(String text) {
    return new String(of(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /// One to three changes.
  public byte[] of(byte[] bytes) {
    byte[] changed = bytes;
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed = once(changed);
    }
    return changed;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int until = Math.min(bytes.length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 -> join(bytes, at, new byte[0], until); // cut out
      case 1 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, at);
      case 2 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.max(at, until - 7));
      case 3 -> join(bytes, at, splinter(), at);
      case 4 -> join(bytes, at, new byte[0], bytes.length); // break off
      default -> join(bytes, until, slice(bytes, at, until), until); // say twice
    };
  }

  private byte[] splinter() {
    return SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] slice(byte[] bytes, int from, int until) {
    return from >= until ? new byte[0] : Arrays.copyOfRange(bytes, from, until);
  }

  private static byte[] join(byte[] bytes, int until, byte[] middle, int from) {
    byte[] joined = new byte[until + middle.length + bytes.length - from];
    System.arraycopy(bytes, 0, joined, 0, until);
    System.arraycopy(middle, 0, joined, until, middle.length);
    System.arraycopy(bytes, from, joined, until + middle.length, bytes.length - from);
    return joined;
  }
}
