package io.mintmark.production;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The factory's file of one batch, written from the store each time and kept nowhere. The bytes
/// are the same each time, as long as no device of the batch is deleted.
///
/// CSV as in RFC 4180: UTF-8, CRLF, one header line. No cell is altered to please a spreadsheet
/// program: a name may begin with `-` or `@`, and the burning tool must read exactly that.
public final class BatchFile {

  /// How the file's first bytes look.
  public enum Encoding {
    /// For burning tools.
    UTF_8,
    /// With a byte order mark, by which spreadsheet programs know UTF-8.
    UTF_8_WITH_BOM
  }

  private static final int PAGE = 1_000;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Batch batch;
  private final Product product;
  private final Batches batches;
  private final Vault vault;
  private final BatchJournal journal;

  BatchFile(Batch batch, Product product, Batches batches, Vault vault, BatchJournal journal) {
    this.batch = batch;
    this.product = product;
    this.batches = batches;
    this.vault = vault;
    this.journal = journal;
  }

  /// A name to save the file under, of plain ASCII, such as `a1xxxxxxxxx-b-3k9x0a7q2m.csv`.
  public String fileName() {
    return product.key() + "-" + batch.id() + ".csv";
  }

  /// Writes the whole file and flushes, but does not close. Every call is an event, before its
  /// first byte. It ends normally only after the last line: after an exception the transport must
  /// be broken off, so that nobody takes the part for the whole.
  public void writeTo(OutputStream out, Encoding encoding) throws IOException {
    journal.note(batch, "DOWNLOADED", BatchJournal.units(batch.size()));
    if (encoding == Encoding.UTF_8_WITH_BOM) {
      out.write(BYTE_ORDER_MARK);
    }
    var csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.REQUIRED)
            .build(out, StandardCharsets.UTF_8);
    try {
      writeTable(csv);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    csv.flush();
    out.flush();
  }

  private void writeTable(CsvWriter csv) {
    csv.writeRecord(header());
    int last = 0;
    var units = batches.units(product.key(), batch.id(), last, PAGE);
    while (!units.isEmpty()) {
      if (units.getFirst().number() <= last) {
        throw new IllegalStateException("units of %s do not come in order".formatted(batch.id()));
      }
      units.forEach(unit -> csv.writeRecord(row(unit)));
      last = units.getLast().number();
      units = batches.units(product.key(), batch.id(), last, PAGE);
    }
  }

  private List<String> header() {
    String key =
        switch (product.dialect()) {
          case ALIYUN -> "ProductKey";
          case TENCENT -> "ProductID";
        };
    return switch (batch.burnMethod()) {
      case DEVICE_SECRET -> List.of(key, "DeviceName", "DeviceSecret");
      case DYNAMIC_REGISTRATION -> List.of(key, "DeviceName");
    };
  }

  private List<String> row(Batches.Unit unit) {
    String key = product.key().value();
    return switch (batch.burnMethod()) {
      case DEVICE_SECRET -> List.of(key, unit.name(), secretOf(unit));
      case DYNAMIC_REGISTRATION -> List.of(key, unit.name());
    };
  }

  private String secretOf(Batches.Unit unit) {
    var row = new DeviceIdentity(product.key(), unit.name()).secretRow();
    return vault.open(product.dataKey(), row, unit.secret()).expose();
  }
}
