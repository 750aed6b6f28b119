package io.mintmark.vault;

import java.util.Arrays;

/// Bytes that only the [Vault] can open: a sealed secret or a wrapped data key, as stored in a row.
public final class Sealed {

  private final byte[] bytes;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Wraps a copy of `bytes`, as read from the store.
  public static Sealed of(byte[] bytes) {
    return new Sealed(bytes.clone());
  }

  /// Wraps `bytes` without copying, for an array that nobody else holds.
  static Sealed owning(byte[] bytes) {
    return new Sealed(bytes);
  }

  /// A copy, for the store to write.
  public byte[] toBytes() {
    return bytes.clone();
  }

  /// The array itself, for opening without a copy.
  byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Sealed[" + bytes.length + " bytes]";
  }
}
