package io.mintmark.login;

import io.mintmark.vault.HmacAlgorithm;

/// How a vendor's devices make the key of their TLS handshake from the DeviceSecret, as their
/// dialect tells it without ever seeing a secret.
public sealed interface KeyForm {

  /// The bytes that the secret is the base64 of.
  record Base64Decoded() implements KeyForm {}

  /// The ASCII bytes of the MAC of a text in upper-case hex, the secret as printed being the key of
  /// the MAC.
  record UpperCaseHexMac(HmacAlgorithm algorithm, String text) implements KeyForm {}
}
