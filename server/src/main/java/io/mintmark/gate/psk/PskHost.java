package io.mintmark.gate.psk;

import java.util.Optional;
import java.util.function.Consumer;

/// Who keeps the keys, and is told how the handshake went. Called on the connection's event loop.
public interface PskHost {

  /// Finds the key of whoever calls himself so; empty for nobody, whose handshake then fails as
  /// under a wrong key. Asked at most once.
  ///
  /// @param identity as the peer sent it, at most [KeyExchangeScan#MAX_IDENTITY] bytes
  /// @param answer to be called once, at once or later, on this event loop; the array is wiped
  void keyOf(byte[] identity, Consumer<Optional<byte[]>> answer);

  /// The peer has shown that it has the key.
  void established();

  /// The handshake has ended in vain, and so does the connection. Told once, and never after
  /// [#established].
  ///
  /// @param wrongKey the peer has finished its part of the handshake, but under another key
  void failed(boolean wrongKey);
}
