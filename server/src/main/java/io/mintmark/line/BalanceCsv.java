package io.mintmark.line;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// A balance as CSV (RFC 4180, UTF-8, CRLF): `section,code,value,meaning`. Sections are `about`,
/// `figure` and `alarm`.
final class BalanceCsv {

  private BalanceCsv() {}

  /// One line, as the file has it.
  record Line(String section, String code, String value, String meaning) {}

  static String of(Balance balance, String madeBy) {
    var out = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
      csv.writeRecord("section", "code", "value", "meaning");
      var batch = balance.batch();
      csv.writeRecord("about", "BATCH", batch.id().value(), "Batch");
      csv.writeRecord("about", "PRODUCT", batch.product().value(), "ProductKey");
      csv.writeRecord("about", "ORDERED_AT", batch.createdAt().toString(), "Ordered at");
      csv.writeRecord("about", "STATE", batch.state().name(), "State of the batch");
      csv.writeRecord("about", "AT", balance.at().toString(), "As of");
      csv.writeRecord("about", "MADE_BY", madeBy, "Drawn up by");
      csv.writeRecord(
          "about",
          "DELIVERIES_KNOWN",
          Boolean.toString(balance.deliveriesKnown()),
          "Whether units were delivered through this server");
      for (var figure : Figure.values()) {
        csv.writeRecord("figure", figure.name(), Long.toString(balance.of(figure)), figure.label());
      }
      for (var alarm : balance.alarms()) {
        csv.writeRecord(
            "alarm",
            alarm.kind().name(),
            Long.toString(alarm.count()),
            alarm.kind().severity() + ": " + alarm.sentence(Locale.ENGLISH));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /// Reads back what [#of] wrote, without its header.
  static List<Line> read(String text) {
    try (var records = CsvReader.builder().ofCsvRecord(text)) {
      return records.stream().skip(1).map(BalanceCsv::line).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(CsvRecord row) {
    return new Line(row.getField(0), row.getField(1), row.getField(2), row.getField(3));
  }
}
