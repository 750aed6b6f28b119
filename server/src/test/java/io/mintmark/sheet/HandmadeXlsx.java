package io.mintmark.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A spreadsheet written part by part, sound unless a part is replaced.
final class HandmadeXlsx {

  static final String SHEET = "xl/worksheets/sheet1.xml";
  static final String STRINGS = "xl/sharedStrings.xml";
  static final String STYLES = "xl/styles.xml";
  static final String WORKBOOK = "xl/workbook.xml";
  static final String WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels";
  static final String RELATIONS = "_rels/.rels";

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  /// Writes the content of a part, of which there may be much.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Map<String, Content> parts = new LinkedHashMap<>();

  HandmadeXlsx() {
    part(RELATIONS, relations("rId1", "officeDocument", WORKBOOK));
    part(
        WORKBOOK_RELATIONS,
        relations(
            "rId1",
            "worksheet",
            "worksheets/sheet1.xml",
            "rId2",
            "sharedStrings",
            "sharedStrings.xml",
            "rId3",
            "styles",
            "/xl/styles.xml"));
    part(
        WORKBOOK,
        "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"Names\" r:id=\"rId1\"/></sheets>"
            + "</workbook>");
    rows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>unit1</t></is></c></row>");
  }

  HandmadeXlsx rows(String rows) {
    return part(SHEET, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  }

  HandmadeXlsx strings(String items) {
    return part(STRINGS, "<sst>" + items + "</sst>");
  }

  HandmadeXlsx part(String name, String xml) {
    return part(name, out -> out.write((HEAD + xml).getBytes(StandardCharsets.UTF_8)));
  }

  HandmadeXlsx part(String name, Content content) {
    parts.put(name, content);
    return this;
  }

  HandmadeXlsx without(String name) {
    parts.remove(name);
    return this;
  }

  byte[] bytes() {
    return bytes(
        (zip, part) -> {
          zip.putNextEntry(new ZipEntry(part.getKey()));
          part.getValue().writeTo(zip);
          zip.closeEntry();
        });
  }

  /// Without compression.
  byte[] stored() {
    return bytes(
        (zip, part) -> {
          var content = new ByteArrayOutputStream();
          part.getValue().writeTo(content);
          var sum = new CRC32();
          sum.update(content.toByteArray());
          var entry = new ZipEntry(part.getKey());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.size());
          entry.setCrc(sum.getValue());
          zip.putNextEntry(entry);
          content.writeTo(zip);
        });
  }

  @FunctionalInterface
  private interface Packing {
    void pack(ZipOutputStream zip, Map.Entry<String, Content> part) throws IOException;
  }

  private byte[] bytes(Packing packing) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : parts.entrySet()) {
        packing.pack(zip, part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Three texts each: id, last word of the type, target.
  static String relations(String... fields) {
    var xml = new StringBuilder("<Relationships>");
    for (int i = 0; i < fields.length; i += 3) {
      xml.append(
          "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s\"/>"
              .formatted(fields[i], TYPES, fields[i + 1], fields[i + 2]));
    }
    return xml.append("</Relationships>").toString();
  }
}
