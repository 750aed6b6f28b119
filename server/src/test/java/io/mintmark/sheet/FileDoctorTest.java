package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.product.IdentityFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDoctorTest {

  private static final SheetReader READER = new SheetReader(SpreadsheetOpener.NONE);
  private static final SheetLimits SETTINGS = SheetLimits.DEFAULTS;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unit1\nunit2\n",
        "unit1\nunit2",
        "unit1\r\nunit2\r\n",
        "unit1\runit2\r",
        "\uFEFFunit1\nunit2\n",
        "\n\n  \nunit1\n\t\r\nunit2\n\n",
        "\"unit1\"\n\"unit2\"\n",
        "unit1,remark,\"with, comma and \"\"quotes\"\"\"\nunit2,中文\n",
        "unit1,,\n,,,\nunit2,,\n",
        "DeviceName\nunit1\nunit2\n",
        "\uFEFFdevicename,remark\r\nunit1,a\r\nunit2,b\r\n",
        "\n\"DEVICE_NAME\"\nunit1\nunit2\n",
        "设备名称\nunit1\nunit2\n",
      })
  void theNamesAreTheFirstCells(String text) throws IOException {
    var sheet = read(text);

    assertThat(sheet.findings().first().isEmpty()).isTrue();
    assertThat(sheet.names()).containsExactly("unit1", "unit2");
  }

  @Test
  void onlyTheFirstRowCanBeAHeader() throws IOException {
    var sheet = read("unit1\nDeviceName\n");

    assertThat(sheet.names()).containsExactly("unit1", "DeviceName");
  }

  @Test
  void everyFaultIsToldWithItsRow() throws IOException {
    var doctor = read("DeviceName\n\nabc\n\"good1\"\nbad name\r\ngood1\n,no name\nä-unit\n");

    assertThat(rowsAndKinds(doctor))
        .containsExactly(
            tuple(3, FindingKind.BAD_LENGTH),
            tuple(5, FindingKind.BAD_CHARACTER),
            tuple(6, FindingKind.NAME_REPEATED),
            tuple(7, FindingKind.NAME_EMPTY),
            tuple(8, FindingKind.BAD_CHARACTER));
  }

  @Test
  void aRepeatedNameTellsWhereItStoodFirstInBothLanguages() throws IOException {
    var findings = read("unit1\nunit2\nunit1\n").findings().first();

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.row()).isEqualTo(3);
              assertThat(finding.column()).isEqualTo(1);
              assertThat(finding.said().english()).startsWith("The name stands on row 1 already.");
              assertThat(finding.said().chinese()).startsWith("该名称已出现在第 1 行。");
            });
  }

  @Test
  void aNameDamagedByASpreadsheetProgramIsAFault() throws IOException {
    var sheet = read("1.23E+11\n");

    assertThat(rowsAndKinds(sheet)).containsExactly(tuple(1, FindingKind.SCIENTIFIC_NOTATION));
  }

  @Test
  void aStrayQuoteSpoilsOnlyItsOwnLine() throws IOException {
    var sheet = read("unit1\n\"unit2\nunit3\n\"unit4\"x,y\nunit5,\"z\nunit6\n");

    assertThat(rowsAndKinds(sheet))
        .containsExactly(
            tuple(2, FindingKind.QUOTES_BROKEN),
            tuple(4, FindingKind.QUOTES_BROKEN),
            tuple(5, FindingKind.QUOTES_BROKEN));
    assertThat(sheet.names()).containsExactly("unit1", "unit3", "unit5", "unit6");
  }

  @Test
  void zeroBytesAreToldRowByRow() throws IOException {
    var doctor = read("unit1\nun\0it2\nunit3,a\0b\n\0\n");

    assertThat(doctor.findings().first())
        .extracting(Finding::row, Finding::column, Finding::kind, Finding::value)
        .containsExactly(
            tuple(2, 1, FindingKind.NUL_BYTE, "un\\u0000it2"),
            tuple(3, 2, FindingKind.REMARK_UNREADABLE, "a\\u0000b"),
            tuple(4, 1, FindingKind.NUL_BYTE, "\\u0000"));
  }

  @Test
  void aFewBrokenBytesInAFileOfUtf8AreToldRowByRow() throws IOException {
    var text = "unit1,门铃门铃门铃门铃\nun#it2\nunit3,#\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < text.length; i++) {
      text[i] = text[i] == '#' ? (byte) 0xFF : text[i];
    }

    var doctor = read(text, SETTINGS);

    assertThat(rowsAndKinds(doctor))
        .containsExactly(
            tuple(2, FindingKind.BYTES_UNREADABLE), tuple(3, FindingKind.REMARK_UNREADABLE));
  }

  @Test
  void anOverlongLineIsToldAndTheNextIsRead() throws IOException {
    var limit = SETTINGS.maxCellChars();
    var sheet =
        read("unit1," + "x".repeat(limit - 6) + "\nunit2," + "x".repeat(limit - 5) + "\nunit3");

    assertThat(rowsAndKinds(sheet)).containsExactly(tuple(2, FindingKind.CELL_TOO_LONG));
    assertThat(sheet.names()).containsExactly("unit1", "unit3");
  }

  @Test
  void aLineWithoutEndIsReadNoFurtherThanAMegabyte() throws IOException {
    var endless = new Endless((byte) 'x');

    var doctor = read(endless);

    assertThat(rowsAndKinds(doctor)).containsExactly(tuple(1, FindingKind.LINE_ENDLESS));
    assertThat(doctor.whole()).isFalse();
    assertThat(endless.read).isLessThan(2L << 20);
  }

  @Test
  void whatCouldDeceiveTheReaderIsShownByItsNumber() throws IOException {
    var sheet = read("a\u202Ebcd\u001B[2J\n");

    assertThat(sheet.findings().first().getFirst().value()).isEqualTo("a\\u202Ebcd\\u001B[2J");
  }

  @Test
  void moreNamesThanABatchMayHaveEndTheReading() throws IOException {
    var few = new SheetLimits(2, 1_000, 4_096);

    var sheet = read(bytes("DeviceName\nunit1\n\nunit2\nunit3\nbad name\n"), few);

    assertThat(rowsAndKinds(sheet)).containsExactly(tuple(5, FindingKind.TOO_MANY_NAMES));
  }

  @Test
  void asManyNamesAsABatchMayHaveAreNoFault() throws IOException {
    var few = new SheetLimits(2, 12, 4_096);

    var sheet = read(bytes("unit1\nunit2\n"), few);

    assertThat(sheet.names()).hasSize(2);
    assertThat(sheet.findings().first().isEmpty()).isTrue();
  }

  @Test
  void aFileBeyondItsLimitIsToldAndItsLastHalfLineIsNotJudged() throws IOException {
    var small = new SheetLimits(10, 11, 4_096);

    var sheet = read(bytes("unit1\nbad name of a unit\n"), small);

    assertThat(rowsAndKinds(sheet)).containsExactly(tuple(0, FindingKind.FILE_TOO_LARGE));
  }

  @Test
  void anEndlessUploadIsReadNoFurtherThanItsLimit() throws IOException {
    var endless = new Endless((byte) '\n');

    var sheet = read(endless);

    assertThat(rowsAndKinds(sheet)).containsExactly(tuple(0, FindingKind.FILE_TOO_LARGE));
    assertThat(endless.read).isEqualTo(SETTINGS.maxBytes() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n \r\n", "DeviceName\n"})
  void aFileWithoutNamesIsAFault(String text) throws IOException {
    var sheet = read(text);

    assertThat(rowsAndKinds(sheet)).containsExactly(tuple(0, FindingKind.NO_NAMES));
  }

  @Test
  void aSpreadsheetIsRefusedWithAdvice() throws IOException {
    var sheet = read(new byte[] {'P', 'K', 3, 4, 0, 0}, SETTINGS);

    assertThat(sheet.findings().first())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(FindingKind.NOT_A_TEXT_FILE);
              assertThat(fault.said().english()).contains("CSV UTF-8");
            });
  }

  @Test
  void faultsAreAllCountedButOnlyTheFirstAreKept() throws IOException {
    var sheet = read("bad name\n".repeat(25_000));

    var faults = sheet.findings();
    assertThat(faults.totals()).containsExactly(entry(FindingKind.BAD_CHARACTER, 25_000));
    assertThat(faults.first()).hasSize(Findings.KEPT);
    assertThat(faults.first().getLast().row()).isEqualTo(Findings.KEPT);
  }

  @Test
  void manyNamesAreRead() throws IOException {
    var names =
        new Lines(IntStream.range(0, 200_000).mapToObj("SN-2026-%09d,x\r\n"::formatted).iterator());

    var sheet = read(names);

    assertThat(sheet.findings().first().isEmpty()).isTrue();
    assertThat(sheet.names()).hasSize(200_000);
    assertThat(sheet.names().getLast()).isEqualTo("SN-2026-000199999");
  }

  /// Random files, written by the plainest writer there is, read back: names, lines and faults are
  /// exactly those that were put in.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatWasWrittenIsWhatIsRead(long seed) throws IOException {
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var file = new RandomFile(random);

      var sheet = read(file.text.toString().getBytes(StandardCharsets.UTF_8), SETTINGS);

      assertThat(sheet.names()).as("%s", file.text).isEqualTo(file.names);
      var lines = sheet.findings().errors().stream().map(Finding::row).distinct().toList();
      assertThat(lines).as("%s", file.text).isEqualTo(file.faultyLines);
    }
  }

  /// Bytes of any kind: no exception, and never a name that the dialect does not allow.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noBytesWhateverMakeABadName(long seed) throws IOException {
    var random = new Random(seed);
    byte[] alphabet = {'a', 'b', '1', '"', ',', '\r', '\n', 0, ' ', (byte) 0xEF, (byte) 0x80, '-'};
    for (int round = 0; round < 2_000; round++) {
      byte[] file = new byte[random.nextInt(60)];
      for (int i = 0; i < file.length; i++) {
        file[i] = alphabet[random.nextInt(alphabet.length)];
      }

      var sheet = read(file, SETTINGS);

      boolean sound = sheet.findings().errors().isEmpty();
      assertThat(sheet.names())
          .doesNotHaveDuplicates()
          .allMatch(name -> !sound || IdentityFormat.ALIYUN.faultOfName(name).isEmpty());
      assertThat(sheet.names().isEmpty() && sheet.findings().first().isEmpty()).isFalse();
    }
  }

  private static FileDoctor read(String text) throws IOException {
    return read(bytes(text), SETTINGS);
  }

  private static FileDoctor read(byte[] bytes, SheetLimits limits) throws IOException {
    return READER.examine(new ByteArrayInputStream(bytes), IdentityFormat.ALIYUN, limits);
  }

  private static FileDoctor read(InputStream in) throws IOException {
    return READER.examine(in, IdentityFormat.ALIYUN, SETTINGS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Tuple> rowsAndKinds(FileDoctor sheet) {
    return sheet.findings().first().stream()
        .map(fault -> tuple(fault.row(), fault.kind()))
        .toList();
  }

  /// A file with sound, repeated and spoilt lines in every style of quoting and ending.
  private static final class RandomFile {
    final StringBuilder text = new StringBuilder();
    final List<String> names = new ArrayList<>();
    final List<Integer> faultyLines = new ArrayList<>();
    private final Random random;
    private final String end;
    private int line;

    RandomFile(Random random) {
      this.random = random;
      this.end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
      text.append(random.nextBoolean() ? "\uFEFF" : "");
      if (random.nextBoolean()) {
        write(quoted("DeviceName"));
      }
      sound();
      for (int i = random.nextInt(12); i > 0; i--) {
        switch (random.nextInt(6)) {
          case 0 -> write(List.of("", ",,", "  ", "\t,").get(random.nextInt(4)));
          case 1 -> faulty(quoted(names.get(random.nextInt(names.size()))));
          case 2 -> faulty(spoilt());
          default -> sound();
        }
      }
    }

    private void sound() {
      var name = "unit-" + names.size() + ":" + random.nextInt(1_000);
      names.add(name);
      write(quoted(name) + rest());
    }

    private void faulty(String row) {
      write(row);
      faultyLines.add(line);
    }

    private String spoilt() {
      return List.of("a b c d", "\"unit", "unit\0x", "x", "\"a\"\"b\"", "unit'", "\"u\"x")
          .get(random.nextInt(7));
    }

    private String quoted(String cell) {
      return random.nextBoolean() ? cell : "\"" + cell + "\"";
    }

    private String rest() {
      return List.of("", ",", ",remark", ",\"a,b\"", ",\"say \"\"hi\"\"\",中文", ",a\"b")
          .get(random.nextInt(6));
    }

    private void write(String row) {
      text.append(row).append(end);
      line++;
    }
  }

  /// One byte again and again, without end.
  private static final class Endless extends InputStream {
    private final byte what;
    long read;

    Endless(byte what) {
      this.what = what;
    }

    @Override
    public int read() {
      read++;
      return what;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, what);
      read += length;
      return length;
    }
  }

  /// Texts one after another, none of them held.
  private static final class Lines extends InputStream {
    private final Iterator<String> texts;
    private byte[] current = new byte[0];
    private int position;

    Lines(Iterator<String> texts) {
      this.texts = texts;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("a million names are not read byte by byte");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == current.length) {
        if (!texts.hasNext()) {
          return -1;
        }
        current = bytes(texts.next());
        position = 0;
      }
      int count = Math.min(length, current.length - position);
      System.arraycopy(current, position, target, offset, count);
      position += count;
      return count;
    }
  }
}
