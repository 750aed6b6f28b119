package io.mintmark.output;

/// The parts of a workbook that are not rows.
final class WorkbookParts {

  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  static final String ROOT =
      XML
          + "<Relationships xmlns=\"%srelationships\">".formatted(PACKAGE)
          + "<Relationship Id=\"rId1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/>"
              .formatted(OFFICE)
          + "</Relationships>";

  /// Style 1 is "text" (number format 49), which a cell keeps when somebody types into it.
  static final String STYLES =
      XML
          + "<styleSheet xmlns=\"%s\">".formatted(MAIN)
          + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
          + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
          + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
          + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
          + "</borders><cellStyleXfs count=\"1\">"
          + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
          + "<cellXfs count=\"2\">"
          + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
          + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
          + " applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

  private WorkbookParts() {}

  static String sheetHead(int columns) {
    return XML
        + "<worksheet xmlns=\"%s\"><cols>".formatted(MAIN)
        + "<col min=\"1\" max=\"%d\" width=\"36\" style=\"1\" customWidth=\"1\"/>"
            .formatted(columns)
        + "</cols><sheetData>\n";
  }

  static String workbook(int sheets) {
    var text = new StringBuilder(XML);
    text.append("<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>".formatted(MAIN, OFFICE));
    for (int i = 1; i <= sheets; i++) {
      text.append("<sheet name=\"Units %d\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(i, i, i));
    }
    return text.append("</sheets></workbook>").toString();
  }

  static String relations(int sheets) {
    var text = new StringBuilder(XML);
    text.append("<Relationships xmlns=\"%srelationships\">".formatted(PACKAGE));
    for (int i = 1; i <= sheets; i++) {
      text.append(
          "<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
              .formatted(i, OFFICE, i));
    }
    text.append(
        "<Relationship Id=\"rId%d\" Type=\"%s/styles\" Target=\"styles.xml\"/>"
            .formatted(sheets + 1, OFFICE));
    return text.append("</Relationships>").toString();
  }

  static String contentTypes(int sheets) {
    var text = new StringBuilder(XML);
    text.append("<Types xmlns=\"%scontent-types\">".formatted(PACKAGE));
    text.append(
        "<Default Extension=\"rels\" ContentType=\"%s\"/>"
            .formatted("application/vnd.openxmlformats-package.relationships+xml"));
    override(text, "/xl/workbook.xml", "sheet.main+xml");
    override(text, "/xl/styles.xml", "styles+xml");
    for (int i = 1; i <= sheets; i++) {
      override(text, "/xl/worksheets/sheet%d.xml".formatted(i), "worksheet+xml");
    }
    return text.append("</Types>").toString();
  }

  private static void override(StringBuilder text, String part, String type) {
    text.append("<Override PartName=\"%s\" ContentType=\"%s%s\"/>".formatted(part, TYPE, type));
  }
}
