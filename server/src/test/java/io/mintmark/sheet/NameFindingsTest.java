package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.product.IdentityFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the doctor makes of single names, and of names beside each other.
class NameFindingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ｕｎｉｔ１|FULL_WIDTH|unit1",
        "unit\u200B1|INVISIBLE|unit1",
        "un\uFEFFit1|INVISIBLE|unit1",
        "unit1\u00A0|INVISIBLE|unit1",
        "\u202Eunit1|INVISIBLE|unit1",
        "` unit1 `|SPACES_AROUND|unit1",
        "`unit1\u3000`|SPACES_AROUND|unit1",
        "unіt1|LOOK_ALIKE|unit1",
        "ΑB12|LOOK_ALIKE|AB12",
        "unit–1|LOOK_ALIKE|unit-1",
        "=\"00123\"|SPREADSHEET_MARK|00123",
        "'00123|SPREADSHEET_MARK|00123",
        "`\tunit1`|FORMULA|unit1",
        "=A1+1|FORMULA|",
        "+8613800138000|FORMULA|",
        "1.23E+11|SCIENTIFIC_NOTATION|",
        "１．２E+11|SCIENTIFIC_NOTATION|",
        "un it1|BAD_CHARACTER|",
        "设备一号机|BAD_CHARACTER|",
        "abc|BAD_LENGTH|",
        "-unit1|FORMULA_LIKE|",
        "@unit1|FORMULA_LIKE|",
        "00:00:00:00:00:00|MAC_DEFAULT|",
        "FF-FF-FF-FF-FF-FF|MAC_DEFAULT|",
        "00E04C680001|MAC_DEFAULT|",
      })
  void aNameIsJudgedByItself(String name, FindingKind kind, String repaired) throws IOException {
    var found = examine(quoted(name)).findings().first();

    assertThat(found).extracting(Finding::kind).contains(kind);
    assertThat(found).allMatch(finding -> finding.row() == 1 && finding.column() == 1);
    assertThat(found)
        .filteredOn(finding -> finding.kind() == kind)
        .extracting(Finding::repaired)
        .containsExactly(repaired);
  }

  @Test
  void severalFaultsOfOneNameAreAllTold() throws IOException {
    var found = examine("\" ｕnit\u200B–1\"").findings().first();

    assertThat(found)
        .extracting(Finding::kind, Finding::repaired)
        .containsExactlyInAnyOrder(
            tuple(FindingKind.FULL_WIDTH, "unit-1"),
            tuple(FindingKind.INVISIBLE, "unit-1"),
            tuple(FindingKind.LOOK_ALIKE, "unit-1"),
            tuple(FindingKind.SPACES_AROUND, "unit-1"));
  }

  @Test
  void aNameThatIsRepairedIntoAnotherIsARepetition() throws IOException {
    var found = examine("unit1", "ｕnit1").findings().first();

    assertThat(found)
        .extracting(Finding::row, Finding::kind)
        .containsExactly(tuple(2, FindingKind.NAME_REPEATED), tuple(2, FindingKind.FULL_WIDTH));
  }

  @Test
  void zerosLostAmongNumbersOfOneLengthAreWarnedOf() throws IOException {
    var doctor = examine("100001", "100002", "100003", "7", "42", "99999", "100004");

    assertThat(warnings(doctor))
        .containsExactly(
            tuple(4, FindingKind.ZEROS_LOST, "000007"),
            tuple(5, FindingKind.ZEROS_LOST, "000042"),
            tuple(6, FindingKind.ZEROS_LOST, "099999"));
    assertThat(doctor.findings().errors())
        .extracting(Finding::row, Finding::kind)
        .containsExactly(tuple(4, FindingKind.BAD_LENGTH), tuple(5, FindingKind.BAD_LENGTH));
  }

  @Test
  void zerosAreNotPutBackWhereThatMakesTwoNamesOne() throws IOException {
    var doctor = examine("100001", "100002", "012345", "100003", "12345");

    assertThat(warnings(doctor)).containsExactly(tuple(5, FindingKind.ZEROS_LOST, null));
  }

  @Test
  void numbersThatGrowLongerAreNoFault() throws IOException {
    assertThat(warnings(examine("9998", "9999", "10000", "10001", "10002", "1000000"))).isEmpty();
  }

  @Test
  void oneMacAddressInTwoNotationsIsARepetition() throws IOException {
    var doctor = examine("A4:C1:38:00:00:01", "a4c138000001");

    assertThat(doctor.findings().errors())
        .extracting(Finding::row, Finding::kind)
        .containsExactly(tuple(2, FindingKind.MAC_REPEATED));
  }

  @Test
  void macAddressesInSeveralNotationsAreWarnedOfAndBroughtToTheMostFrequent() throws IOException {
    var doctor =
        examine("a4c13800000b", "A4:C1:38:00:00:01", "A4:C1:38:00:00:02", "a4-c1-38-00-00-03");

    assertThat(warnings(doctor))
        .containsExactly(
            tuple(1, FindingKind.MAC_NOTATIONS_MIXED, "A4:C1:38:00:00:0B"),
            tuple(4, FindingKind.MAC_NOTATIONS_MIXED, "A4:C1:38:00:00:03"));
  }

  @Test
  void namesThatNobodyCanTellApartOnALabelAreWarnedOf() throws IOException {
    var doctor = examine("DB-O1l", "DB-011", "DB-012");

    assertThat(warnings(doctor)).containsExactly(tuple(2, FindingKind.NAMES_ALIKE, null));
  }

  @Test
  void aLastLineWithoutEndThatIsShorterSeemsCutOff() throws IOException {
    assertThat(warnings(read("unit01\nunit02\nuni")))
        .containsExactly(tuple(3, FindingKind.LAST_LINE_CUT, null));
    assertThat(warnings(read("unit01,a\nunit02,b\nunit03")))
        .containsExactly(tuple(3, FindingKind.LAST_LINE_CUT, null));
    assertThat(warnings(read("unit01\nunit02\n\"unit")))
        .containsExactly(tuple(3, FindingKind.LAST_LINE_CUT, null));
  }

  @Test
  void aLastLineWithoutEndThatIsLikeTheOthersIsWhole() throws IOException {
    assertThat(read("unit01\nunit02\nunit03").findings().first()).isEmpty();
    assertThat(read("unit1\nunit02\nuni3").findings().first()).isEmpty();
  }

  @Test
  void cellsOfASpreadsheetAreJudgedByTheirKind() throws IOException {
    var doctor =
        FileDoctor.examine(
            rows(
                new Cell("1.2E5", Cell.Kind.NUMBER),
                new Cell("1234567890123456", Cell.Kind.NUMBER),
                new Cell("1.5E+300", Cell.Kind.NUMBER),
                new Cell("unit1", Cell.Kind.FORMULA),
                new Cell("2026-01-01", Cell.Kind.OTHER)),
            IdentityFormat.ALIYUN,
            SheetLimits.DEFAULTS);

    assertThat(doctor.findings().first())
        .extracting(Finding::row, Finding::kind)
        .containsExactly(
            tuple(1, FindingKind.NUMBER_CELL),
            tuple(2, FindingKind.DIGITS_LOST),
            tuple(3, FindingKind.DIGITS_LOST),
            tuple(4, FindingKind.FORMULA_CELL),
            tuple(5, FindingKind.NOT_TEXT));
    assertThat(doctor.names()).containsExactly("120000", "unit1");
  }

  @Test
  void everyKindSpeaksBothLanguages() {
    assertThat(FindingKind.values())
        .allSatisfy(
            kind -> {
              var said = kind.said("1", "2", "3");
              assertThat(said.english()).matches("\\p{ASCII}+|.*[…].*").endsWith(".");
              assertThat(said.chinese()).containsPattern("[\u4e00-\u9fff]").endsWith("。");
            });
  }

  private static List<Tuple> warnings(FileDoctor doctor) {
    return doctor.findings().first().stream()
        .filter(finding -> !finding.kind().isError())
        .map(finding -> tuple(finding.row(), finding.kind(), finding.repaired()))
        .toList();
  }

  private static FileDoctor examine(String... lines) throws IOException {
    return read(String.join("\n", lines) + "\n");
  }

  private static FileDoctor read(String text) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new SheetReader(SpreadsheetOpener.NONE)
        .examine(in, IdentityFormat.ALIYUN, SheetLimits.DEFAULTS);
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  /// A spreadsheet of one column.
  private static RowSource rows(Cell... cells) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < cells.length; i++) {
      rows.add(new Row(i + 1, List.of(cells[i])));
    }
    var left = rows.iterator();
    return new RowSource() {
      @Override
      public Optional<Row> next() {
        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }
}
