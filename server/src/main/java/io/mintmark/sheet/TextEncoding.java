package io.mintmark.sheet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// In what a text file was written, as far as its bytes tell.
public enum TextEncoding {
  /// Plain ASCII too, which reads the same.
  UTF_8(StandardCharsets.UTF_8, 1),
  UTF_16_LE(StandardCharsets.UTF_16LE, 2),
  UTF_16_BE(StandardCharsets.UTF_16BE, 2),
  /// What Chinese Windows programs write unasked; GBK and GB2312 are parts of it.
  GB18030(Charset.forName("GB18030"), 1);

  private final Charset charset;
  private final int unitBytes;

  TextEncoding(Charset charset, int unitBytes) {
    this.charset = charset;
    this.unitBytes = unitBytes;
  }

  /// The Java charset that reads it.
  public Charset charset() {
    return charset;
  }

  /// Bytes of the least unit in which a line end can stand.
  int unitBytes() {
    return unitBytes;
  }
}
