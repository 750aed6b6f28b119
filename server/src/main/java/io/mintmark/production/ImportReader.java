package io.mintmark.production;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.StoreOverloadedException;
import io.mintmark.product.Product;
import io.mintmark.sheet.SecretDoctor;
import io.mintmark.sheet.SheetReader;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads files of devices that have secrets already. A secret is sealed in the moment its row is
/// read; the file itself is kept nowhere. Safe for any thread, one at a time.
final class ImportReader {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// A million units take some 200 MB until they are stored.
  private final Semaphore place = new Semaphore(1, true);

  private final SheetReader sheets;
  private final Vault vault;
  private final ProductionSettings settings;

  ImportReader(SheetReader sheets, Vault vault, ProductionSettings settings) {
    this.sheets = sheets;
    this.vault = vault;
    this.settings = settings;
  }

  /// Runs the whole of an import, one at a time.
  ///
  /// @throws IOException if the stream broke off
  /// @throws StoreOverloadedException if others take too long
  OrderOutcome inTurn(Intake intake) throws IOException {
    try {
      if (!place.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new StoreOverloadedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreOverloadedException();
    }
    try {
      return intake.run();
    } finally {
      place.release();
    }
  }

  /// Reads one file and stores it.
  @FunctionalInterface
  interface Intake {
    OrderOutcome run() throws IOException;
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
