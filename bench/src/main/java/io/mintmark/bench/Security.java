package io.mintmark.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.SecureRandom;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// What lies between the socket and the protocol.
@FunctionalInterface
interface Security {

  Security NONE = (_, _) -> null;

  /// The handler for a connection that will send this request; null for none. It tells of its
  /// handshake as an `SslHandler` does.
  @Nullable ChannelHandler handler(Channel channel, byte[] request);

  /// TLS 1.3, a full handshake each time. The generator checks no certificate: that would only cost
  /// its own CPU.
  static Security tls() throws SSLException {
    SslContext context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .protocols("TLSv1.3")
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .build();
    return (channel, _) -> context.newHandler(channel.alloc(), "localhost", 1);
  }

  /// TLS 1.2 with this key and, as both servers want it, the client id of the CONNECT as identity.
  /// For one event loop.
  static Security psk(byte[] key) {
    var crypto = new BcTlsCrypto(new SecureRandom());
    return (_, request) -> new PskClientHandler(crypto, MqttBytes.clientId(request), key);
  }
}
