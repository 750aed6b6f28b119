package io.mintmark.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A spreadsheet around parts that the fuzzer makes up, so that it need not learn checksums and
/// deflate first: zero bytes part the sheet from the shared texts, the styles, the workbook and its
/// relations. What is left out stands as a sound program would write it.
final class ZipOfParts {

  private static final String RELATIONS =
      """
      <Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="rId2" Type="/sharedStrings" Target="sharedStrings.xml"/>\
      <Relationship Id="rId3" Type="/styles" Target="styles.xml"/></Relationships>""";

  private static final List<String> NAMES =
      List.of(
          "xl/worksheets/sheet1.xml",
          "xl/sharedStrings.xml",
          "xl/styles.xml",
          "xl/workbook.xml",
          "xl/_rels/workbook.xml.rels",
          "_rels/.rels");

  private static final List<String> DEFAULTS =
      List.of(
          "<worksheet><sheetData/></worksheet>",
          "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>",
          "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
          "<workbook><sheets><sheet name=\"N\" r:id=\"rId1\" xmlns:r=\"r\"/></sheets></workbook>",
          RELATIONS,
          "<Relationships><Relationship Id=\"a\" Type=\"/officeDocument\""
              + " Target=\"xl/workbook.xml\"/></Relationships>");

  private ZipOfParts() {}

  static byte[] of(byte[] parts, boolean deflated) {
    var contents = cut(parts);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < NAMES.size(); i++) {
        boolean given = i < contents.size() && contents.get(i).length > 0;
        byte[] content = given ? contents.get(i) : DEFAULTS.get(i).getBytes(StandardCharsets.UTF_8);
        zip.putNextEntry(entry(NAMES.get(i), content, deflated));
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content, boolean deflated) {
    var entry = new ZipEntry(name);
    if (!deflated) {
      var sum = new CRC32();
      sum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(sum.getValue());
    }
    return entry;
  }

  private static List<byte[]> cut(byte[] parts) {
    var contents = new ArrayList<byte[]>();
    int from = 0;
    for (int i = 0; i <= parts.length; i++) {
      if (i == parts.length || parts[i] == 0) {
        contents.add(Arrays.copyOfRange(parts, from, i));
        from = i + 1;
      }
    }
    return contents;
  }
}
