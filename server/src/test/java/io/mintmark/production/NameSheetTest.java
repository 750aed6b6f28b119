package io.mintmark.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.product.IdentityFormat;
import io.mintmark.production.SheetFault.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

class NameSheetTest {

  private static final ProductionSettings SETTINGS =
      new ProductionSettings(1_000_000, 64 << 20, 1_000, 100, Duration.ofMillis(1), 1);

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

    assertThat(sheet.faults().isEmpty()).isTrue();
    assertThat(sheet.names()).containsExactly("unit1", "unit2");
  }

  @Test
  void onlyTheFirstRowCanBeAHeader() throws IOException {
    var sheet = read("unit1\nDeviceName\n");

    assertThat(sheet.names()).containsExactly("unit1", "DeviceName");
  }

  @Test
  void everyFaultIsToldWithItsLine() throws IOException {
    var sheet = read("DeviceName\n\nabc\n\"good1\"\nbad name\r\ngood1\n,no name\nä-unit\n");

    assertThat(linesAndKinds(sheet))
        .containsExactly(
            tuple(3, Kind.NAME_MALFORMED),
            tuple(5, Kind.NAME_MALFORMED),
            tuple(6, Kind.NAME_REPEATED),
            tuple(7, Kind.NAME_MALFORMED),
            tuple(8, Kind.NAME_MALFORMED));
  }

  @Test
  void aRepeatedNameTellsWhereItStoodFirst() throws IOException {
    var sheet = read("unit1\nunit2\nunit1\nunit1\n");

    assertThat(sheet.faults().inOrder().first())
        .containsExactly(
            new SheetFault(3, "unit1", Kind.NAME_REPEATED, "stands on line 1 already"),
            new SheetFault(4, "unit1", Kind.NAME_REPEATED, "stands on line 1 already"));
  }

  @Test
  void aNameDamagedByASpreadsheetProgramIsAFault() throws IOException {
    var sheet = read("1.23E+11\n");

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(1, Kind.NAME_MALFORMED));
  }

  @Test
  void aStrayQuoteSpoilsOnlyItsOwnLine() throws IOException {
    var sheet = read("unit1\n\"unit2\nunit3\n\"unit4\"x,y\nunit5,\"z\nunit6\n");

    assertThat(linesAndKinds(sheet))
        .containsExactly(
            tuple(2, Kind.QUOTES_BROKEN),
            tuple(4, Kind.QUOTES_BROKEN),
            tuple(5, Kind.QUOTES_BROKEN));
    assertThat(sheet.names()).containsExactly("unit1", "unit3", "unit6");
  }

  @Test
  void zeroBytesAreToldLineByLine() throws IOException {
    var sheet = read("unit1\nun\0it2\nunit3\n\0\n");

    assertThat(sheet.faults().inOrder().first())
        .containsExactly(
            new SheetFault(2, "un\\u0000it2", Kind.NUL_BYTE, "holds a zero byte"),
            new SheetFault(4, "\\u0000", Kind.NUL_BYTE, "holds a zero byte"));
  }

  @Test
  void bytesThatAreNotUtf8AreToldLineByLine() throws IOException {
    var sheet = read("unit1,good\nunit2,中文\nunit3,名\n".getBytes(Charset.forName("GBK")), SETTINGS);

    assertThat(linesAndKinds(sheet))
        .containsExactly(tuple(2, Kind.NOT_UTF8), tuple(3, Kind.NOT_UTF8));
    assertThat(sheet.names()).containsExactly("unit1");
  }

  @Test
  void anOverlongLineIsToldAndTheNextIsRead() throws IOException {
    var limit = SheetLines.MAX_LINE_BYTES;
    var sheet =
        read("unit1," + "x".repeat(limit - 6) + "\nunit2," + "x".repeat(limit - 5) + "\nunit3");

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(2, Kind.LINE_TOO_LONG));
    assertThat(sheet.names()).containsExactly("unit1", "unit3");
  }

  @Test
  void aLineOfManyMegabytesIsOneFaultWithACutName() throws IOException {
    var sheet = read("x".repeat(20_000_000));

    var fault = sheet.faults().inOrder().first().getFirst();
    assertThat(fault.kind()).isEqualTo(Kind.LINE_TOO_LONG);
    assertThat(fault.name()).isEqualTo("x".repeat(64) + "…");
  }

  @Test
  void whatCouldDeceiveTheReaderIsShownByItsNumber() throws IOException {
    var sheet = read("a\u202Ebcd\u001B[2J\n");

    assertThat(sheet.faults().inOrder().first().getFirst().name())
        .isEqualTo("a\\u202Ebcd\\u001B[2J");
  }

  @Test
  void moreNamesThanABatchMayHaveEndTheReading() throws IOException {
    var few = new ProductionSettings(2, 1_000, 1, 100, Duration.ofMillis(1), 1);

    var sheet = read(bytes("DeviceName\nunit1\n\nunit2\nunit3\nbad name\n"), few);

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(5, Kind.TOO_MANY_NAMES));
  }

  @Test
  void asManyNamesAsABatchMayHaveAreNoFault() throws IOException {
    var few = new ProductionSettings(2, 12, 1, 100, Duration.ofMillis(1), 1);

    var sheet = read(bytes("unit1\nunit2\n"), few);

    assertThat(sheet.names()).hasSize(2);
    assertThat(sheet.faults().isEmpty()).isTrue();
  }

  @Test
  void aFileBeyondItsLimitIsToldAndItsLastHalfLineIsNotJudged() throws IOException {
    var small = new ProductionSettings(10, 11, 1, 100, Duration.ofMillis(1), 1);

    var sheet = read(bytes("unit1\nbad name of a unit\n"), small);

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(0, Kind.FILE_TOO_LARGE));
  }

  @Test
  void anEndlessUploadIsReadNoFurtherThanItsLimit() throws IOException {
    var endless = new Endless();

    var sheet = NameSheet.read(endless, IdentityFormat.ALIYUN, SETTINGS);

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(0, Kind.FILE_TOO_LARGE));
    assertThat(endless.read).isEqualTo(SETTINGS.maxSheetBytes() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n \r\n", "DeviceName\n"})
  void aFileWithoutNamesIsAFault(String text) throws IOException {
    var sheet = read(text);

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(0, Kind.NO_NAMES));
  }

  @Test
  void aSpreadsheetIsRefusedWithAdvice() throws IOException {
    var sheet = read(new byte[] {'P', 'K', 3, 4, 0, 0}, SETTINGS);

    assertThat(sheet.faults().inOrder().first())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(Kind.NOT_A_TEXT_FILE);
              assertThat(fault.sentence()).contains("CSV UTF-8");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void textInUtf16IsRefusedWithAdvice(String charset) throws IOException {
    var sheet = read("unit1\nunit2\n".getBytes(Charset.forName(charset)), SETTINGS);

    assertThat(linesAndKinds(sheet)).containsExactly(tuple(0, Kind.NOT_A_TEXT_FILE));
  }

  @Test
  void faultsAreAllCountedButOnlyTheFirstAreKept() throws IOException {
    var sheet = read("bad name\n".repeat(25_000));

    var faults = sheet.faults().inOrder();
    assertThat(faults.total()).isEqualTo(25_000);
    assertThat(faults.first()).hasSize(SheetFaults.KEPT);
    assertThat(faults.first().getLast().line()).isEqualTo(SheetFaults.KEPT);
  }

  @Test
  void aMillionNamesAreRead() throws IOException {
    var names =
        new Lines(
            IntStream.range(0, 1_000_000).mapToObj("SN-2026-%09d,x\r\n"::formatted).iterator());

    var sheet = NameSheet.read(names, IdentityFormat.ALIYUN, SETTINGS);

    assertThat(sheet.faults().isEmpty()).isTrue();
    assertThat(sheet.names()).hasSize(1_000_000);
    assertThat(sheet.names().getLast()).isEqualTo("SN-2026-000999999");
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
      var lines =
          sheet.faults().isEmpty()
              ? List.of()
              : sheet.faults().inOrder().first().stream().map(SheetFault::line).toList();
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

      assertThat(sheet.names())
          .doesNotHaveDuplicates()
          .allMatch(name -> IdentityFormat.ALIYUN.faultOfName(name).isEmpty());
      assertThat(sheet.names().isEmpty() && sheet.faults().isEmpty()).isFalse();
    }
  }

  private static NameSheet read(String text) throws IOException {
    return read(bytes(text), SETTINGS);
  }

  private static NameSheet read(byte[] bytes, ProductionSettings settings) throws IOException {
    return NameSheet.read(new ByteArrayInputStream(bytes), IdentityFormat.ALIYUN, settings);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Tuple> linesAndKinds(NameSheet sheet) {
    return sheet.faults().inOrder().first().stream()
        .map(fault -> tuple(fault.line(), fault.kind()))
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
      return List.of(
              "a b c d", "\"unit", "unit\0x", "x", "\"a\"\"b\"", "'unit'", "unit;1", "\"u\"x")
          .get(random.nextInt(8));
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

  /// Blank lines without end.
  private static final class Endless extends InputStream {
    long read;

    @Override
    public int read() {
      read++;
      return '\n';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) '\n');
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
