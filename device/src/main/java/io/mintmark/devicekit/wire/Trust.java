package io.mintmark.devicekit.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// The certificate authorities a device believes, and the TLS it offers: 1.3 and 1.2 unless
/// narrowed. The server's certificate must also match the host name. Make one and share it: every
/// instance holds a TLS context.
///
/// Runs on BoringSSL where netty-tcnative is on the class path, else on the JDK.
public final class Trust {

  private final List<X509Certificate> authorities;
  private final SslProvider provider;
  private final SslContext context;

  private Trust(
      List<X509Certificate> authorities,
      SslProvider provider,
      List<String> versions,
      List<String> suites) {
    this.authorities = authorities;
    this.provider = provider;
    try {
      var builder =
          SslContextBuilder.forClient()
              .sslProvider(provider)
              .protocols(versions)
              .endpointIdentificationAlgorithm("HTTPS");
      if (!authorities.isEmpty()) {
        builder.trustManager(authorities);
      }
      if (!suites.isEmpty()) {
        builder.ciphers(suites);
      }
      context = builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException("no TLS client can be made of this", e);
    }
  }

  /// The authorities of the Java installation, as for a server with a public certificate.
  public static Trust ofJava() {
    return in(List.of());
  }

  public static Trust in(X509Certificate... authorities) {
    return in(List.of(authorities));
  }

  /// Every certificate in a PEM file, such as the CA file that a server writes for its devices.
  public static Trust inFile(Path pem) throws IOException {
    try (var file = Files.newInputStream(pem)) {
      var found = new ArrayList<X509Certificate>();
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        found.add((X509Certificate) certificate);
      }
      if (found.isEmpty()) {
        throw new IOException("no certificate in " + pem);
      }
      return in(found);
    } catch (CertificateException e) {
      throw new IOException("not a PEM file of certificates: " + pem, e);
    }
  }

  private static Trust in(List<X509Certificate> authorities) {
    return in(authorities, SslContext.defaultClientProvider());
  }

  static Trust in(List<X509Certificate> authorities, SslProvider provider) {
    return new Trust(authorities, provider, List.of("TLSv1.3", "TLSv1.2"), List.of());
  }

  /// Trusts the same, offers only this version (`TLSv1.2`, `TLSv1.3`) and, if any are named, only
  /// these suites: the vendors' C SDKs, for one, offer TLS 1.2 with
  /// `TLS_RSA_WITH_AES_256_CBC_SHA` and its like.
  public Trust offering(String version, String... suites) {
    return new Trust(authorities, provider, List.of(version), List.of(suites));
  }

  SslHandler handlerFor(Endpoint endpoint, ByteBufAllocator buffers) {
    return context.newHandler(buffers, endpoint.host(), endpoint.port());
  }
}
