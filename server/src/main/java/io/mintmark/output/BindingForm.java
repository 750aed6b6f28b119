package io.mintmark.output;

import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;

/// What a vendor's app reads from the QR code of one device to bind it to its user, as the dialect
/// tells it without ever seeing a secret: a text, and behind it the base64 of a MAC under the
/// DeviceSecret.
///
/// @param lead the text before the signature
/// @param signed the text that is signed, as UTF-8
/// @param keyForm how the DeviceSecret becomes the key
public record BindingForm(
    String lead, String signed, HmacAlgorithm algorithm, Proof.KeyForm keyForm) {}
