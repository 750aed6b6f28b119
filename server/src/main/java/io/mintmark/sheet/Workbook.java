package io.mintmark.sheet;

import java.io.IOException;
import java.util.Optional;

/// Where the parts of a spreadsheet stand that are needed to read its first visible sheet.
///
/// @param sheet the part with the rows
/// @param strings the part with the texts that cells share, if there is one
/// @param styles the part that tells dates from numbers, if there is one
record Workbook(String sheet, Optional<String> strings, Optional<String> styles) {

  /// Finds them.
  ///
  /// @throws UnfitXlsxException if this is another kind of file, or has no visible sheet
  static Workbook of(ZipParts parts) throws IOException {
    var part = Relations.of("", parts).first(Relations.WORKBOOK);
    if (part.isEmpty() || part.get().endsWith(".bin")) {
      throw otherKind(parts);
    }
    var stream = parts.open(part.get());
    if (stream.isEmpty()) {
      throw UnfitXlsxException.damaged("its workbook is missing");
    }
    var relations = Relations.of(part.get(), parts);
    try (var xml = new XmlPart(stream.get())) {
      return new Workbook(
          firstSheet(xml, relations),
          relations.first(Relations.STRINGS).filter(parts::has),
          relations.first(Relations.STYLES).filter(parts::has));
    }
  }

  private static String firstSheet(XmlPart xml, Relations relations) throws IOException {
    Optional<String> found = Optional.empty();
    boolean root = true;
    for (int event = xml.next(); event != XmlPart.END_OF_PART; event = xml.next()) {
      if (event != XmlPart.START) {
        continue;
      }
      if (root && !xml.name().equals("workbook")) {
        throw UnfitXlsxException.other("an Office document, but no spreadsheet");
      }
      root = false;
      if (found.isEmpty() && xml.name().equals("sheet")) {
        found = visible(xml, relations);
      }
    }
    xml.finish();
    return found.orElseThrow(
        () ->
            new UnfitXlsxException(
                "the spreadsheet has no visible sheet with cells; unhide the sheet with the names,"
                    + " save and upload it again"));
  }

  /// Sheets that are nothing but a chart have a type of their own.
  private static Optional<String> visible(XmlPart xml, Relations relations) {
    String state = xml.attribute("state");
    String id = xml.attribute("id");
    return id == null || (state != null && !state.equals("visible"))
        ? Optional.empty()
        : relations.find(id, Relations.SHEET);
  }

  private static UnfitXlsxException otherKind(ZipParts parts) {
    if (parts.has("xl/workbook.bin")) {
      return UnfitXlsxException.other("a binary workbook (XLSB)");
    }
    if (parts.has("mimetype") && parts.has("content.xml")) {
      return UnfitXlsxException.other("an OpenDocument file (ODS)");
    }
    return UnfitXlsxException.other("a ZIP archive, but no spreadsheet");
  }
}
