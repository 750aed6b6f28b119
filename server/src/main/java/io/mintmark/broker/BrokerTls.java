package io.mintmark.broker;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// TLS to an external broker: its certificate must be signed by someone trusted and bear the name
/// under which it is reached. Safe for any thread until [#close].
public final class BrokerTls implements AutoCloseable {

  private static final String VERIFY_HOST = "HTTPS";

  private final BrokerUrl url;
  private final SslContext forChannels;
  private final SSLContext forSockets;

  private BrokerTls(BrokerUrl url, SslContext forChannels, SSLContext forSockets) {
    this.url = url;
    this.forChannels = forChannels;
    this.forSockets = forSockets;
  }

  /// @param caFile certificates to trust; empty for those that the JVM trusts
  /// @throws IOException if the file cannot be read or holds no certificate
  static BrokerTls trusting(Optional<Path> caFile, BrokerUrl url) throws IOException {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(caFile.isPresent() ? certificatesIn(caFile.get()) : null);
      var forSockets = SSLContext.getInstance("TLS");
      forSockets.init(null, trust.getTrustManagers(), null);
      var forChannels =
          SslContextBuilder.forClient()
              .trustManager(trust)
              .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .endpointIdentificationAlgorithm(VERIFY_HOST)
              .build();
      return new BrokerTls(url, forChannels, forSockets);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS to the broker cannot be set up: " + e.getMessage(), e);
    }
  }

  private static KeyStore certificatesIn(Path file) throws IOException, GeneralSecurityException {
    @Nullable KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    if (!Files.isReadable(file)) {
      throw new IOException("broker.ca-file %s cannot be read".formatted(file));
    }
    try (var in = Files.newInputStream(file)) {
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
    } catch (CertificateException e) {
      throw new IOException("broker.ca-file %s is not a PEM file".formatted(file), e);
    }
    if (store.size() == 0) {
      throw new IOException("broker.ca-file %s holds no certificate".formatted(file));
    }
    return store;
  }

  /// For one connection to the broker, as the first handler of its channel.
  public SslHandler newHandler(ByteBufAllocator alloc) {
    return forChannels.newHandler(alloc, url.host(), url.port());
  }

  /// Puts TLS around a connected socket; the handshake is still to come.
  Socket over(Socket socket) throws IOException {
    var encrypted =
        (SSLSocket)
            forSockets.getSocketFactory().createSocket(socket, url.host(), url.port(), true);
    var parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(VERIFY_HOST);
    encrypted.setSSLParameters(parameters);
    return encrypted;
  }

  /// Frees the native parts, once no connection is opened any more.
  @Override
  public void close() {
    ReferenceCountUtil.release(forChannels);
  }
}
