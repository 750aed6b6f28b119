package io.mintmark.gate.psk;

import java.util.Optional;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/// What is negotiated: TLS 1.2, and of these suites the client's first. The key must be known
/// before the library reaches the point where it wants it, see [KeyExchangeScan].
final class PskServer extends PSKTlsServer {

  private static final int[] SUITES = {
    CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_PSK_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_PSK_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_PSK_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384
  };

  /// Those that a server can afford in plain Java.
  private static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1};

  private static final int RANDOM_KEY_LENGTH = 16;

  private final Keys keys;

  PskServer(TlsCrypto crypto) {
    this(crypto, new Keys(crypto));
  }

  private PskServer(TlsCrypto crypto, Keys keys) {
    super(crypto, keys);
    this.keys = keys;
  }

  /// The key of this handshake; the library wipes it after use.
  void use(Optional<byte[]> key) {
    keys.key = key;
  }

  /// Whether the library has taken the key, so that what fails from then on fails because of it.
  boolean hasUsedKey() {
    return keys.taken;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return SUITES.clone();
  }

  @Override
  public int[] getSupportedGroups() {
    return GROUPS.clone();
  }

  /// Builds of one vendor differ only in what they offer first.
  @Override
  protected boolean preferLocalCipherSuites() {
    return false;
  }

  private static final class Keys implements TlsPSKIdentityManager {

    private final TlsCrypto crypto;
    private Optional<byte[]> key = Optional.empty();
    private boolean taken;

    Keys(TlsCrypto crypto) {
      this.crypto = crypto;
    }

    /// No hint: clients know who they are.
    @Override
    public byte @Nullable [] getHint() {
      return null;
    }

    /// A random key for nobody, so that he learns no more than that it did not fit.
    @Override
    public byte[] getPSK(byte[] identity) {
      taken = true;
      byte[] known = key.orElse(null);
      key = Optional.empty();
      if (known != null) {
        return known;
      }
      var stranger = new byte[RANDOM_KEY_LENGTH];
      crypto.getSecureRandom().nextBytes(stranger);
      return stranger;
    }
  }
}
