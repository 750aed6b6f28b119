package io.mintmark.registration;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.vault.SecretText;
import java.util.Optional;

/// A device that has proved to know the ProductSecret, of a product that takes registrations.
///
/// @param device that has the name; empty if the name is not in the product
/// @param secretVersion of the ProductSecret that made the proof
/// @param productSecret that version in clear
record Applicant(
    DeviceIdentity identity,
    Product product,
    Optional<Device> device,
    int secretVersion,
    SecretText productSecret) {

  /// For an engineer, while two versions are about; otherwise empty.
  String told() {
    return product.acceptedSecrets().size() > 1 ? "secret version " + secretVersion : "";
  }
}
