package io.mintmark.certificate;

import java.security.cert.X509Certificate;

/// What a TLS listener needs: cheap handshakes for modern devices, RSA for the rest.
///
/// @param ecdsa P-256, for clients that offer ECDSA
/// @param rsa RSA 2048 with keyEncipherment, because vendors' C SDKs know static-RSA suites only
/// @param authority who signed both; devices carry it
public record ServerCertificates(
    ServerCertificate ecdsa, ServerCertificate rsa, X509Certificate authority) {}
