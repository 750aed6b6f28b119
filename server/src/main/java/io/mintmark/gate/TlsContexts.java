package io.mintmark.gate;

import io.mintmark.certificate.ServerCertificate;
import io.mintmark.certificate.ServerCertificates;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// The two ways to speak TLS 1.2 and 1.3: with the ECDSA certificate, whose handshakes are cheap,
/// and with the RSA certificate for whoever needs it. BoringSSL does the work where its library
/// loads, elsewhere the JDK, which no longer offers the static-RSA suites that old C SDKs need.
final class TlsContexts {

  /// All that BoringSSL has: it takes these three together or complains.
  private static final List<String> TLS_1_3_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private static final List<String> ECDSA_SUITES =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  /// The last four have no forward secrecy. Aliyun's C SDKs offer nothing else, and Tencent's
  /// newest key build only the first of the CBC ones.
  private static final List<String> RSA_SUITES =
      List.of(
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA");

  private volatile Pair current;

  private TlsContexts(Pair first) {
    this.current = first;
  }

  /// @throws SSLException when a certificate and its key do not fit each other
  static TlsContexts of(ServerCertificates certificates) throws SSLException {
    return new TlsContexts(Pair.of(certificates));
  }

  /// A handler for one connection, under the newest certificates.
  SslHandler newHandler(HelloRoute route, ByteBufAllocator alloc) {
    Pair pair = current;
    while (true) {
      try {
        SslHandler handler = pair.of(route).newHandler(alloc);
        handler.engine().setSSLParameters(clientsOrder());
        return handler;
      } catch (IllegalReferenceCountException e) {
        Pair newer = current;
        if (newer.equals(pair)) {
          throw e;
        }
        pair = newer; // replaced between two lines
      }
    }
  }

  /// Leaves everything else as the context has it. A client's order tells what its hardware does
  /// well, and vendors' builds mean theirs.
  private static SSLParameters clientsOrder() {
    var parameters = new SSLParameters();
    parameters.setUseCipherSuitesOrder(false);
    return parameters;
  }

  /// Takes new certificates for the connections to come; those there are keep what they have. One
  /// thread at a time, which need not be an event loop.
  ///
  /// @throws SSLException when a certificate and its key do not fit each other; nothing has changed
  void replace(ServerCertificates certificates) throws SSLException {
    Pair older = current;
    current = Pair.of(certificates);
    older.release();
  }

  /// Frees the native parts, once no handshake can begin any more.
  void release() {
    current.release();
  }

  /// One set of certificates. Each engine holds its context as long as it lives.
  private record Pair(SslContext ecdsa, SslContext rsa, boolean prefersRsa) {

    static Pair of(ServerCertificates certificates) throws SSLException {
      SslContext ecdsa = context(certificates.ecdsa(), ECDSA_SUITES);
      try {
        var rsa = context(certificates.rsa(), RSA_SUITES);
        return new Pair(ecdsa, rsa, certificates.prefersRsa());
      } catch (SSLException e) {
        ReferenceCountUtil.release(ecdsa);
        throw e;
      }
    }

    SslContext of(HelloRoute route) {
      boolean takesRsa = route == HelloRoute.RSA || (route == HelloRoute.EITHER && prefersRsa);
      return takesRsa ? rsa : ecdsa;
    }

    void release() {
      ReferenceCountUtil.release(ecdsa);
      ReferenceCountUtil.release(rsa);
    }
  }

  private static SslContext context(ServerCertificate certificate, List<String> suites)
      throws SSLException {
    boolean boring = OpenSsl.isAvailable();
    return SslContextBuilder.forServer(certificate.key(), withoutRoot(certificate.chain()))
        .sslProvider(boring ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(withThirteen(suites), SupportedCipherSuiteFilter.INSTANCE)
        .build();
  }

  private static List<String> withThirteen(List<String> suites) {
    return Stream.concat(TLS_1_3_SUITES.stream(), suites.stream()).toList();
  }

  /// Who trusts the root has it; sending it costs a kilobyte on every handshake.
  private static List<X509Certificate> withoutRoot(List<X509Certificate> chain) {
    X509Certificate last = chain.getLast();
    boolean root = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    return root && chain.size() > 1 ? chain.subList(0, chain.size() - 1) : chain;
  }
}
