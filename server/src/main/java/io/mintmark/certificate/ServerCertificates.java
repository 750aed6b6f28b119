package io.mintmark.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/// What a TLS listener needs: cheap handshakes for modern devices, RSA for the rest.
///
/// @param ecdsa P-256, for clients that offer ECDSA
/// @param rsa RSA 2048 with keyEncipherment, because vendors' C SDKs know static-RSA suites only
/// @param prefersRsa whether clients that can take either get the RSA one: an operator gave that
///     alone, and clients that trust whoever signed it need not trust our authority
/// @param authority the own one; devices carry it
public record ServerCertificates(
    ServerCertificate ecdsa, ServerCertificate rsa, boolean prefersRsa, X509Certificate authority) {

  /// Both.
  public Stream<ServerCertificate> all() {
    return Stream.of(ecdsa, rsa);
  }

  /// The same with an operator's in the places of their kinds.
  ServerCertificates replacedBy(List<ServerCertificate> given) {
    ServerCertificate newEcdsa = ecdsa;
    ServerCertificate newRsa = rsa;
    for (var certificate : given) {
      if (OperatorCertificate.isRsa(certificate)) {
        newRsa = certificate;
      } else {
        newEcdsa = certificate;
      }
    }
    boolean rsaAlone = !newRsa.equals(rsa) && newEcdsa.equals(ecdsa);
    return new ServerCertificates(newEcdsa, newRsa, rsaAlone, authority);
  }
}
