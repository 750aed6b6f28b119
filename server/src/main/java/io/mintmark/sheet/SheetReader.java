package io.mintmark.sheet;

import io.mintmark.product.IdentityFormat;
import io.mintmark.product.Product;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Opens an owner's file as what its first bytes say it is; its name and media type are often
/// wrong. Safe for any thread.
public final class SheetReader {

  private final SpreadsheetOpener spreadsheets;

  public SheetReader(SpreadsheetOpener spreadsheets) {
    this.spreadsheets = spreadsheets;
  }

  /// Reads a file to its end, or to the first limit it passes, and tells what is wrong with it.
  ///
  /// @throws IOException if the stream broke off
  public FileDoctor examine(InputStream in, IdentityFormat format, SheetLimits limits)
      throws IOException {
    return examine(in, format, limits, ExaminedRow.Sink.NONE);
  }

  /// Reads a file of devices that have secrets already, to its end or to the first limit it passes.
  ///
  /// @throws IOException if the stream broke off
  public SecretDoctor examineSecrets(
      InputStream in, Product product, SheetLimits limits, SecretDoctor.Sink sink)
      throws IOException {
    try (var rows = open(in, limits)) {
      return SecretDoctor.examine(rows, product, limits, sink);
    } catch (UnreadableSheetException e) {
      return SecretDoctor.ofUnreadable(e, product);
    }
  }

  FileDoctor examine(
      InputStream in, IdentityFormat format, SheetLimits limits, ExaminedRow.Sink sink)
      throws IOException {
    try (var rows = open(in, limits)) {
      return FileDoctor.examine(rows, format, limits, sink);
    } catch (UnreadableSheetException e) {
      return FileDoctor.ofUnreadable(e, format);
    }
  }

  /// Begins to read.
  ///
  /// @param in read to its end or the first limit it passes, and not closed
  /// @throws UnreadableSheetException if this is neither text nor a spreadsheet
  /// @throws IOException if the stream broke off
  public RowSource open(InputStream in, SheetLimits limits) throws IOException {
    byte[] head = in.readNBytes(FileSigns.HEAD);
    var whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
    return switch (FileSigns.of(head)) {
      case TEXT -> new TextRows(whole, limits);
      case ZIP -> spreadsheets.open(whole, limits);
      case OLD_OFFICE ->
          throw new UnreadableSheetException(
              0, FindingKind.OLD_SPREADSHEET, FindingKind.OLD_SPREADSHEET.said());
      case OTHER_FORMAT ->
          throw new UnreadableSheetException(
              0, FindingKind.NOT_A_TEXT_FILE, FindingKind.NOT_A_TEXT_FILE.said());
    };
  }
}
