package io.mintmark.production;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.sheet.SecretDoctor;
import io.mintmark.sheet.SheetReader;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.InputStream;

/// Reads files of devices that have secrets already. A secret is sealed in the moment its row is
/// read; the file itself is kept nowhere. Safe for any thread.
final class ImportReader {

  private final SheetReader sheets;
  private final Vault vault;
  private final ProductionSettings settings;

  ImportReader(SheetReader sheets, Vault vault, ProductionSettings settings) {
    this.sheets = sheets;
    this.vault = vault;
    this.settings = settings;
  }

  /// What was read.
  ///
  /// @param units one for each name of the doctor, in their order, if there are no errors; with
  ///     errors they mean nothing
  record Read(SecretDoctor doctor, ImportedUnits units) {}

  /// Reads a file to its end, or to the first limit it passes.
  ///
  /// @throws IOException if the stream broke off
  Read read(InputStream in, Product product) throws IOException {
    var units = new ImportedUnits();
    var doctor =
        sheets.examineSecrets(
            in,
            product,
            settings.sheetLimits(),
            (name, secret, state) -> {
              var row = new DeviceIdentity(product.key(), name).secretRow();
              units.append(vault.seal(product.dataKey(), row, secret), state);
            });
    return new Read(doctor, units);
  }

  /// The digest of a file with secrets, made useless for guessing at them without the master key.
  String keyed(String digest) {
    return vault.tokenHash(digest);
  }
}
