package io.mintmark.sheet;

import static io.mintmark.sheet.Cell.Kind.FORMULA;
import static io.mintmark.sheet.Cell.Kind.NUMBER;
import static io.mintmark.sheet.Cell.Kind.OTHER;
import static io.mintmark.sheet.Cell.Kind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxRowsTest {

  private static final String DATES =
      """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm"/>\
      <numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/></numFmts>\
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>\
      </cellXfs></styleSheet>""";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<c><v>0012.50</v></c>                                          | 0012.50 | NUMBER",
        "<c t='n'><v>1.2E5</v></c>                                      | 1.2E5   | NUMBER",
        "<c s='3'><v>7</v></c>                                          | 7       | NUMBER",
        "<c s='1'><v>46347</v></c>                                      | 46347   | OTHER",
        "<c s='2'><v>46347</v></c>                                      | 46347   | OTHER",
        "<c t='b'><v>1</v></c>                                          | TRUE    | OTHER",
        "<c t='e'><v>#N/A</v></c>                                       | #N/A    | OTHER",
        "<c t='d'><v>2026-11-21</v></c>                                 | 2026-11-21 | OTHER",
        "<c t='s'><v>1</v></c>                                          | two     | TEXT",
        "<c t='s'><v>2</v></c>                                          | 東京     | TEXT",
        "<c t='inlineStr'><is><t>a&amp;b</t></is></c>                   | a&b     | TEXT",
        "<c t='inlineStr'><is><t>a_x0041_b_x005F_x0041_</t></is></c>    | aAb_x0041_ | TEXT",
        "<c t='inlineStr'><is><t><![CDATA[<x>]]></t><!-- no --></is></c> | <x>     | TEXT",
        "<c t='str'><v>text</v></c>                                     | text    | TEXT",
        "<c t='str'><f>A2</f><v>text</v></c>                            | text    | FORMULA",
        "<c><f>1+1</f><v>2</v></c>                                      | 2       | FORMULA",
        "<c><f>1+1</f></c>                                              | ''      | FORMULA",
      })
  void aCellSaysWhatTheFileSaysAndOfWhichKindItIs(String cell, String text, Cell.Kind kind)
      throws IOException {
    byte[] file =
        new HandmadeXlsx()
            .part(HandmadeXlsx.STYLES, DATES)
            .strings(
                "<si><t>one</t></si><si><r><rPr/><t>t</t></r><r><t>wo</t></r></si>"
                    + "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>")
            .rows("<row>" + cell.replace('\'', '"') + "</row>")
            .bytes();

    var rows = Reading.of(file, folder).rows();

    assertThat(rows).containsExactly(new Row(1, List.of(new Cell(text, kind))));
    assertThat(List.of(TEXT, NUMBER, FORMULA, OTHER)).contains(kind);
  }

  @Test
  void rowsAndCellsStandWhereTheySayOrBehindTheOneBefore() throws IOException {
    byte[] file =
        new HandmadeXlsx()
            .rows(
                "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c></row><row><c r=\"A4\"/></row>"
                    + "<row r=\"1048576\" hidden=\"1\"><c><v>3</v></c><c s=\"1\"/></row>")
            .bytes();

    var rows = Reading.of(file, folder).rows();

    assertThat(rows).extracting(Row::number).containsExactly(3, 4, 1_048_576);
    assertThat(rows.getFirst().cells())
        .containsExactly(Cell.EMPTY, new Cell("1", NUMBER), new Cell("2", NUMBER));
    assertThat(rows.get(1).cells()).isEmpty();
    assertThat(rows.getLast().cells()).containsExactly(new Cell("3", NUMBER));
  }

  @Test
  void theFirst256ColumnsAreRead() throws IOException {
    byte[] file =
        new HandmadeXlsx()
            .rows(
                "<row><c r=\"IV1\"><v>256</v></c><c r=\"IW1\"><v>257</v></c><c r=\"XFD1\" t=\"s\">"
                    + "<v>9</v></c></row>")
            .bytes();

    var row = Reading.of(file, folder).rows().getFirst();

    assertThat(row.cells()).hasSize(256).last().isEqualTo(new Cell("256", NUMBER));
  }

  @Test
  void elementsOfOtherProgramsArePassedOver() throws IOException {
    byte[] file =
        new HandmadeXlsx()
            .part(
                HandmadeXlsx.SHEET,
                "<x:worksheet xmlns:x=\"urn:x\"><x:sheetPr><x:row/></x:sheetPr><x:sheetData>"
                    + "<x:other><x:row><x:c><x:v>9</x:v></x:c></x:row></x:other>"
                    + "<x:row><x:ext><x:c/></x:ext><x:c><x:v>1</x:v><x:extLst><x:v>2</x:v>"
                    + "</x:extLst></x:c></x:row></x:sheetData><x:mergeCells/></x:worksheet>")
            .bytes();

    var texts = Reading.of(file, folder).texts();

    assertThat(texts).containsExactly(List.of("1"));
  }

  @Test
  void theFirstVisibleSheetIsReadAndNoneThatIsAChart() throws IOException {
    byte[] file =
        new HandmadeXlsx()
            .part(
                HandmadeXlsx.WORKBOOK,
                "<workbook xmlns:r=\"urn:r\"><sheets><sheet r:id=\"rId2\" state=\"veryHidden\"/>"
                    + "<sheet r:id=\"rId3\"/><sheet r:id=\"rId1\" state=\"visible\"/></sheets>"
                    + "</workbook>")
            .part(
                HandmadeXlsx.WORKBOOK_RELATIONS,
                HandmadeXlsx.relations(
                    "rId2",
                    "worksheet",
                    "hidden.xml",
                    "rId3",
                    "chartsheet",
                    "chart.xml",
                    "rId1",
                    "worksheet",
                    "../XL/./worksheets/Sheet1.xml"))
            .bytes();

    var texts = Reading.of(file, folder).texts();

    assertThat(texts).containsExactly(List.of("unit1"));
  }

  @Test
  void nothingHasANameOnDiskWhileASpreadsheetIsRead() throws IOException {
    byte[] file = new HandmadeXlsx().bytes();

    try (var rows = new XlsxRows(new ByteArrayInputStream(file), folder, Reading.LIMITS)) {
      assertThat(rows.next()).isPresent();
      try (var files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }
}
