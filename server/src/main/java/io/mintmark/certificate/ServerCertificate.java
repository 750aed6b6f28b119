package io.mintmark.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate with its key, as a TLS listener presents it.
///
/// @param chain the server's own certificate first, the authority last
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

  public ServerCertificate {
    chain = List.copyOf(chain);
  }

  /// The server's own certificate.
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "ServerCertificate[" + leaf().getSubjectX500Principal() + "]";
  }
}
