package io.mintmark.sheet;

import static io.mintmark.sheet.Cell.Kind.FORMULA;
import static io.mintmark.sheet.Cell.Kind.NUMBER;
import static io.mintmark.sheet.Cell.Kind.OTHER;
import static io.mintmark.sheet.Cell.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that real programs wrote; their README tells how.
class XlsxFixturesTest {

  @TempDir Path folder;

  @Test
  void aListOfLibreOfficeIsRead() throws IOException {
    var rows = read("names.xlsx").rows();

    assertThat(rows)
        .containsExactly(
            row(1, text("设备名称"), text("备注")),
            row(2, text("AA:BB:CC:00:11:22"), text("MAC, \"quoted\" & 中文")),
            row(3, text("aa-bb-cc-00-11-23")),
            row(7, text("000123")),
            row(8, new Cell("123", NUMBER)),
            row(9, new Cell("112233445566", NUMBER)),
            row(10, new Cell("1.23456789012346E+018", NUMBER)),
            row(11, new Cell("dev-9", FORMULA)),
            row(12, new Cell("8", FORMULA)),
            row(13, new Cell("46347", OTHER)),
            row(14, new Cell("TRUE", OTHER)),
            row(15, Cell.EMPTY, text("only a remark")),
            row(16, text("  spaced  ")),
            row(17, text("last")));
  }

  @Test
  void theFirstVisibleSheetOfLibreOfficeIsRead() throws IOException {
    var texts = read("several-sheets.xlsx").texts();

    assertThat(texts).containsExactly(List.of("DeviceName"), List.of("first-1"));
  }

  @Test
  void anEmptySheetOfLibreOfficeHasNoRows() throws IOException {
    var rows = read("empty.xlsx").rows();

    assertThat(rows).isEmpty();
  }

  @Test
  void aListOfOpenpyxlIsRead() throws IOException {
    var rows = read("openpyxl.xlsx").rows();

    assertThat(rows)
        .containsExactly(
            row(1, text("DeviceName"), text("remark")),
            row(2, text("dev-0001"), text("x")),
            row(3, text("00017")),
            row(4, new Cell("17", NUMBER)),
            row(5, new Cell("150000000000", NUMBER)),
            row(6, new Cell("", FORMULA)),
            row(7, new Cell("TRUE", OTHER)),
            row(8, new Cell("46347.33333333334", OTHER)),
            row(9, text("aAb")),
            row(10, text("rich-text")),
            row(12, text("merged")),
            row(13, text("hidden-row")));
  }

  @Test
  void aListOfFastexcelIsRead() throws IOException {
    var rows = read("fastexcel.xlsx").rows();

    assertThat(rows).containsExactly(row(1, text("x")), row(2, new Cell("5", NUMBER)));
  }

  @ParameterizedTest
  @CsvSource({"names.xls, XLS", "names.ods, ODS"})
  void otherFormatsOfLibreOfficeAreCalledByTheirNames(String file, String name) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableSheetException.class)
        .hasMessageContaining("(" + name + ")")
        .hasMessageContaining("save it as \"Excel workbook (XLSX)\"");
  }

  private Reading read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/sheet/" + name), name)) {
      return Reading.of(in, folder, Reading.LIMITS);
    }
  }

  private static Row row(int number, Cell... cells) {
    return new Row(number, List.of(cells));
  }
}
