package io.mintmark.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.Product;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

/// Workbooks, opened again with a reader that is not ours.
class XlsxFormatTest {

  private static final FileFormat XLSX = new XlsxFormat(CodeColumn.NONE);

  @Test
  void everyCellIsTextAndComesOutAsItWentIn() throws IOException {
    var units =
        new BurntUnit[] {
          Samples.unit(1, "=1+1", "+cmd|' /C calc'!A0"),
          Samples.unit(2, "-0002", "0000000000000000000000000000012E"),
          Samples.unit(3, "@SUM(A1)", "<a&b>\"c\" d "),
          Samples.unit(4, "000123456789", "1E5"),
        };

    var sheets = read(Samples.written(XLSX, Samples.ALIYUN, Map.of(), units));

    assertThat(sheets)
        .containsExactly(
            List.of(
                List.of("ProductKey", "DeviceName", "DeviceSecret"),
                List.of("a1SampleKey", "=1+1", "+cmd|' /C calc'!A0"),
                List.of("a1SampleKey", "-0002", "0000000000000000000000000000012E"),
                List.of("a1SampleKey", "@SUM(A1)", "<a&b>\"c\" d "),
                List.of("a1SampleKey", "000123456789", "1E5")));
  }

  @Test
  void namesOfATencentBatchForDynamicRegistration() throws IOException {
    var bytes =
        Samples.written(
            XLSX, Samples.TENCENT, Map.of(), Samples.unit(1, "dev1"), Samples.unit(2, "dev2"));

    assertThat(read(bytes))
        .containsExactly(
            List.of(
                List.of("ProductID", "DeviceName"),
                List.of("SAMPLEKEY1", "dev1"),
                List.of("SAMPLEKEY1", "dev2")));
  }

  @Test
  void aNameThatReadsLikeAnEscapeIsEscaped() {
    var text = new StringBuilder();

    XmlText.append(text, "_x0041_ _x41_ _\u0001");

    assertThat(text).hasToString("_x005F_x0041_ _x41_ __x0001_");
  }

  @Test
  void unitsBeyondASheetGoOnOnTheNextUnderAHeader() throws IOException {
    var format = new XlsxFormat(CodeColumn.NONE, 3);
    var units = new ArrayList<BurntUnit>();
    for (int i = 1; i <= 5; i++) {
      units.add(Samples.unit(i, "dev" + i));
    }

    var sheets =
        read(Samples.written(format, Samples.ALIYUN, Map.of(), units.toArray(BurntUnit[]::new)));

    assertThat(sheets.stream().map(rows -> rows.stream().map(row -> row.get(1)).toList()))
        .containsExactly(
            List.of("DeviceName", "dev1", "dev2"),
            List.of("DeviceName", "dev3", "dev4"),
            List.of("DeviceName", "dev5"));
  }

  @Test
  void theBytesDependOnNothingButTheUnits() {
    var before = TimeZone.getDefault();
    var here = written(Samples.ALIYUN);
    byte[] elsewhere;
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
      elsewhere = written(Samples.ALIYUN);
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(HexFormat.of().formatHex(elsewhere)).isEqualTo(HexFormat.of().formatHex(here));
  }

  private static byte[] written(Product product) {
    return Samples.written(XLSX, product, Map.of(), Samples.unit(1, "dev1", "secret"));
  }

  /// The texts of all cells; fails on a cell of another type.
  private static List<List<List<String>>> read(byte[] bytes) throws IOException {
    var sheets = new ArrayList<List<List<String>>>();
    try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
      for (var sheet : workbook.getSheets().toList()) {
        sheets.add(rows(sheet));
      }
    }
    return sheets;
  }

  private static List<List<String>> rows(Sheet sheet) throws IOException {
    var rows = new ArrayList<List<String>>();
    for (var row : sheet.read()) {
      row.stream().forEach(cell -> assertThat(cell.getType()).isEqualTo(CellType.STRING));
      rows.add(row.stream().map(cell -> cell.asString()).toList());
    }
    return rows;
  }
}
