package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.IdentityFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that other programs wrote; `src/test/resources/sheet/README.md` tells how they were made.
class ForeignFilesTest {

  @ParameterizedTest
  @CsvSource({
    "gbk.csv, GB18030, COMMA, 上海",
    "gb18030.csv, GB18030, COMMA, 㐂海",
    "unicode-text.txt, UTF_16_LE, TAB, 上海",
    "utf16be-no-mark.csv, UTF_16_BE, COMMA, 上海",
  })
  void aFileIsReadAsItWasMeant(
      String file, TextEncoding encoding, Separator separator, String place) throws IOException {
    try (var in = ForeignFilesTest.class.getResourceAsStream("/sheet/" + file)) {
      var rows = new TextRows(in, SheetLimits.DEFAULTS);

      assertThat(texts(rows).get(1)).containsExactly("DB2-0001", "可视门铃（白色）", place);
      assertThat(rows.encoding()).isEqualTo(encoding);
      assertThat(rows.separator()).isEqualTo(separator);
    }
  }

  @ParameterizedTest
  @CsvSource({"gbk.csv", "gb18030.csv", "unicode-text.txt", "utf16be-no-mark.csv"})
  void itsNamesAreSound(String file) throws IOException {
    try (var in = ForeignFilesTest.class.getResourceAsStream("/sheet/" + file)) {
      var doctor =
          new SheetReader(SpreadsheetOpener.NONE)
              .examine(in, IdentityFormat.ALIYUN, SheetLimits.DEFAULTS);

      assertThat(doctor.findings().first()).isEmpty();
      assertThat(doctor.names()).containsExactly("DB2-0001", "DB2-0002", "DB2-0003", "DB2-0004");
    }
  }

  private static List<List<String>> texts(RowSource source) throws IOException {
    var rows = new ArrayList<List<String>>();
    for (var row = source.next(); row.isPresent(); row = source.next()) {
      rows.add(row.get().cells().stream().map(Cell::text).toList());
    }
    return rows;
  }
}
