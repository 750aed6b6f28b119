package io.mintmark.login;

/// A device's secret as a key of TLS. It never prints itself.
public final class PresharedKey {

  private final ProvenIdentity proves;
  private final byte[] key;

  /// @param key not copied; nobody else may hold it
  PresharedKey(ProvenIdentity proves, byte[] key) {
    this.proves = proves;
    this.key = key;
  }

  /// What a handshake under this key proves.
  public ProvenIdentity proves() {
    return proves;
  }

  /// A fresh copy of the key, for the TLS library, which wipes what it is given.
  public byte[] expose() {
    return key.clone();
  }

  @Override
  public String toString() {
    return "PresharedKey[" + proves.identity() + "]";
  }
}
