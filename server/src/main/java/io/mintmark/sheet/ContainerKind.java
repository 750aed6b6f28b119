package io.mintmark.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What holds a spreadsheet, by its first bytes: a ZIP file, or the container of old Office files,
/// which also holds new ones behind a password.
final class ContainerKind {

  private static final int BLOCK = 1 << 16;
  private static final String ZIP = "PK";
  private static final String OLD_OFFICE = "\u00D0\u00CF\u0011\u00E0";

  /// The stream that holds an encrypted workbook (MS-OFFCRYPTO, 2.3.4.4); names are in UTF-16
  /// there.
  private static final String ENCRYPTED =
      new String(
          "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);

  private ContainerKind() {}

  /// Lets ZIP files pass.
  ///
  /// @throws UnfitXlsxException if it is something else
  static void checkZip(Spool file) throws IOException {
    String head = text(file, 0, 4);
    if (head.isEmpty()) {
      throw new UnfitXlsxException("the file is empty; save the spreadsheet and upload it again");
    }
    if (head.equals(OLD_OFFICE)) {
      throw isEncrypted(file)
          ? new UnfitXlsxException(
              "the spreadsheet is protected by a password; save it without the password and upload"
                  + " that")
          : UnfitXlsxException.other("an old Office document (XLS)");
    }
    if (!head.startsWith(ZIP)) {
      throw UnfitXlsxException.other("no spreadsheet in the XLSX format");
    }
  }

  /// Looks at blocks that overlap by the length of the name.
  private static boolean isEncrypted(Spool file) throws IOException {
    for (long at = 0; at < file.size(); at += BLOCK - ENCRYPTED.length()) {
      if (text(file, at, BLOCK).contains(ENCRYPTED)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Spool file, long at, int count) throws IOException {
    byte[] bytes = new byte[count];
    int read = file.read(at, bytes, 0, count);
    return new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
  }
}
