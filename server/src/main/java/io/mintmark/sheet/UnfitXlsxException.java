package io.mintmark.sheet;

import java.io.IOException;

/// What is wrong with a spreadsheet, said before it is known at which row: [XlsxRows] adds that.
/// The message is a sentence for the person who sent the file and says what to do.
final class UnfitXlsxException extends IOException {

  private static final long serialVersionUID = 1;

  private final String sentence;

  UnfitXlsxException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The message.
  String sentence() {
    return sentence;
  }

  /// The container or its XML is not as it was written.
  static UnfitXlsxException damaged(String how) {
    return new UnfitXlsxException(
        "the file is damaged ("
            + how
            + "); upload it again, or open it in a spreadsheet program, save it as XLSX and upload"
            + " that");
  }

  /// It is whole, and something else.
  static UnfitXlsxException other(String what) {
    return new UnfitXlsxException(
        "the file is "
            + what
            + "; open it in a spreadsheet program, save it as \"Excel workbook (XLSX)\" and upload"
            + " that");
  }

  /// It is more than any list of names needs.
  static UnfitXlsxException excessive(String what) {
    return new UnfitXlsxException(
        "the file "
            + what
            + "; copy the names alone into a new spreadsheet, or save the sheet as \"CSV UTF-8\","
            + " and upload that");
  }
}
