package io.mintmark.production;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// A stream of which every byte counts once, in order: whoever reads it cannot go back, and what is
/// skipped is read.
final class DigestedStream extends InputStream {

  private final InputStream in;
  private final MessageDigest digest;

  DigestedStream(InputStream in, MessageDigest digest) {
    this.in = in;
    this.digest = digest;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      digest.update((byte) value);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      digest.update(bytes, offset, read);
    }
    return read;
  }
}
