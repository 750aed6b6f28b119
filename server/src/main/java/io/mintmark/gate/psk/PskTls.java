package io.mintmark.gate.psk;

import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.FastThreadLocal;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Makes the handlers of connections that begin with a pre-shared key. Safe for any thread.
public final class PskTls {

  private final SecureRandom random;

  /// One for each event loop.
  private final FastThreadLocal<TlsCrypto> crypto =
      new FastThreadLocal<>() {
        @Override
        protected TlsCrypto initialValue() {
          return new BcTlsCrypto(random);
        }
      };

  public PskTls(SecureRandom random) {
    this.random = random;
  }

  /// A handler for one connection, to be added to its pipeline on its own event loop.
  public ChannelHandler newHandler(PskHost host) {
    return new PskHandler(new PskServer(crypto.get()), host);
  }
}
