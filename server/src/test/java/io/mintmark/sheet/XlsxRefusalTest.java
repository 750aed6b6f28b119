package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Spreadsheets that are none, are broken, or were made to do harm.
class XlsxRefusalTest {

  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftOnDisk() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HandmadeXlsx.SHEET, HandmadeXlsx.STRINGS, HandmadeXlsx.STYLES})
  void aBombIsInflatedNoFurtherThanItsSizeAllows(String part) throws IOException {
    byte[] file = bomb(part, "<a/>", 40);
    long allowed = Inflation.FREE_BYTES + (long) Inflation.MAX_RATIO * file.length;

    try (var rows = rows(file)) {
      assertThatThrownBy(() -> drain(rows))
          .isInstanceOf(UnreadableSheetException.class)
          .hasMessageContaining("unpacks to more than " + allowed + " bytes");
      assertThat(rows.inflatedBytes()).isBetween(allowed, allowed + (1 << 16));
    }
  }

  @Test
  void ofTenGigabytesOneIsInflated() throws IOException {
    byte[] file = tenGigabytes();

    try (var rows = rows(file)) {
      assertThatThrownBy(() -> drain(rows)).isInstanceOf(UnreadableSheetException.class);
      assertThat(rows.inflatedBytes()).isLessThan(Inflation.MAX_BYTES + (1 << 16));
    }
  }

  @Test
  void aBombBesideTheSheetIsNotInflatedAtAll() throws IOException {
    byte[] file = bomb("xl/media/image1.png", "PK", 40);

    var reading = Reading.of(new ByteArrayInputStream(file), folder, Reading.LIMITS);

    assertThat(reading.texts()).containsExactly(List.of("unit1"));
    assertThat(reading.inflated()).isLessThan(10_000);
  }

  @Test
  void noFileIsInflatedToMoreThanAGigabyte() throws UnfitXlsxException {
    var inflation = new Inflation(1L << 40);

    inflation.add(Integer.MAX_VALUE / 2);

    assertThatThrownBy(() -> inflation.add(2)).isInstanceOf(UnfitXlsxException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<row a=\"%s\"/>", "<%s/>", "<!--%s-->", "<?p %s?>", "<row>&%s;</row>"})
  void oneEndlessPieceOfXmlIsNotTakenIntoMemory(String around) {
    String[] sides = around.split("%s", -1);
    byte[] file = bomb(HandmadeXlsx.SHEET, sides[0] + "a", sides[1], "a", 16 * MEGABYTE);

    try (var rows = rows(file)) {
      assertThatThrownBy(() -> drain(rows)).isInstanceOf(UnreadableSheetException.class);
      assertThat(rows.inflatedBytes()).isLessThan(3 * MEGABYTE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> brokenSheets() {
    return Stream.of(
        Arguments.of("<row r=\"2\"/><row r=\"1\"/>", 2, "rows are out of order"),
        Arguments.of("<row r=\"2\"/><row r=\"2\"/>", 2, "rows are out of order"),
        Arguments.of("<row r=\"1048577\"/>", 0, "beyond row 1048576"),
        Arguments.of("<row r=\"1048576\"/><row/>", 1_048_576, "beyond row 1048576"),
        Arguments.of("<row r=\"99999999999999\"/>", 0, "rows are out of order"),
        Arguments.of("<row r=\"-1\"/>", 0, "rows are out of order"),
        Arguments.of("<row><c r=\"B1\"/><c r=\"A1\"/></row>", 1, "out of order or repeated"),
        Arguments.of("<row><c r=\"A1\"/><c r=\"A1\"/></row>", 1, "out of order or repeated"),
        Arguments.of("<row><c r=\"A2\"/></row>", 1, "out of order or repeated"),
        Arguments.of("<row><c r=\"ZZZ1\"/></row>", 1, "out of order or repeated"),
        Arguments.of("<row><c r=\"AAAAAAAAA1\"/></row>", 1, "out of order or repeated"),
        Arguments.of("<row><c t=\"s\"><v>0</v></c></row>", 1, "a text that does not exist"),
        Arguments.of("<row><c t=\"s\"><v>-1</v></c></row>", 1, "a text that does not exist"),
        Arguments.of("<row><c t=\"s\"><v>x</v></c></row>", 1, "a text that does not exist"),
        Arguments.of("<row/><row>", 2, "not sound XML"),
        Arguments.of("<row><c><v>&unknown;</v></c></row>", 1, "not sound XML"),
        Arguments.of("<row><c><v>\u0001</v></c></row>", 1, "not sound XML"),
        Arguments.of("<row>" + "<a>".repeat(200), 1, "levels of XML"),
        Arguments.of(
            "<row><c><v>" + "9".repeat(101) + "</v></c></row>", 1, "more than 100 characters"),
        Arguments.of(
            "<row><c/><c t=\"inlineStr\"><is><t>" + "字".repeat(101) + "</t></is></c></row>",
            1,
            "column 2 has more than 100 characters"),
        Arguments.of("<row><c><v>1</v></c></row>".repeat(1_002), 1_002, "more than 1000 names"),
        Arguments.of(
            IntStream.range(0, 3_000).mapToObj("<a%d/>"::formatted).reduce("", String::concat),
            0,
            "XML names"));
  }

  @ParameterizedTest
  @MethodSource("brokenSheets")
  void aBrokenSheetIsRefusedAtItsRow(String rows, int row, String reason) {
    byte[] file = new HandmadeXlsx().rows(rows).bytes();

    var refusal = refusalOf(file);

    assertThat(refusal).hasMessageContaining(reason).hasMessageContaining("upload");
    assertThat(refusal.row()).isEqualTo(row);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HandmadeXlsx.RELATIONS,
        HandmadeXlsx.WORKBOOK,
        HandmadeXlsx.WORKBOOK_RELATIONS,
        HandmadeXlsx.STYLES,
        HandmadeXlsx.STRINGS,
        HandmadeXlsx.SHEET
      })
  void aDocumentTypeIsRefusedInEveryPart(String part) {
    byte[] file =
        new HandmadeXlsx()
            .part(part, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")
            .bytes();

    var refusal = refusalOf(file);

    assertThat(refusal).hasMessageContaining("declares an XML document type");
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() {
    byte[] file = new HandmadeXlsx().bytes();

    for (int length = 4; length < file.length; length++) {
      assertThat(refusalOf(Arrays.copyOf(file, length))).hasMessageContaining("damaged");
    }
  }

  @Test
  void aByteThatWasChangedIsNeverReadAsSomethingElse() throws IOException {
    byte[] file = new HandmadeXlsx().strings("<si><t>x</t></si>").bytes();
    var sound = Reading.of(file, folder).rows();

    for (int at = 0; at < file.length; at++) {
      byte[] changed = file.clone();
      changed[at] ^= 0x10;
      try {
        assertThat(Reading.of(changed, folder).rows()).as("byte %d", at).isEqualTo(sound);
      } catch (UnreadableSheetException e) {
        assertThat(e).hasMessageContaining("upload");
      }
    }
  }

  static Stream<Arguments> otherFiles() {
    byte[] oldOffice = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    byte[] encrypted = Arrays.copyOf(oldOffice, 100_000);
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, encrypted, (1 << 16) - 3, name.length);
    return Stream.of(
        Arguments.of(new byte[0], "the file is empty"),
        Arguments.of("DeviceName\n".getBytes(StandardCharsets.UTF_8), "no spreadsheet in the XLSX"),
        Arguments.of(oldOffice, "(XLS)"),
        Arguments.of(encrypted, "protected by a password; save it without"),
        Arguments.of(zip("xl/workbook.bin"), "(XLSB)"),
        Arguments.of(zip("mimetype", "content.xml"), "(ODS)"),
        Arguments.of(zip("names.csv"), "a ZIP archive, but no spreadsheet"),
        Arguments.of(
            new HandmadeXlsx().part(HandmadeXlsx.WORKBOOK, "<document/>").bytes(),
            "but no spreadsheet"),
        Arguments.of(
            new HandmadeXlsx().part(HandmadeXlsx.WORKBOOK, "<workbook/>").bytes(),
            "no visible sheet"),
        Arguments.of(new HandmadeXlsx().without(HandmadeXlsx.SHEET).bytes(), "sheet is missing"),
        Arguments.of(
            zip(IntStream.range(0, 10_001).mapToObj(Integer::toString).toArray(String[]::new)),
            "more than 10000 parts"),
        Arguments.of(zip("a", "A"), "two parts of the same name"),
        Arguments.of(protectedInside(), "protected by a password inside"));
  }

  @ParameterizedTest
  @MethodSource("otherFiles")
  void anotherKindOfFileIsCalledByItsName(byte[] file, String reason) {
    var refusal = refusalOf(file);

    assertThat(refusal).hasMessageContaining(reason).hasMessageContaining("upload");
    assertThat(refusal.row()).isZero();
  }

  @Test
  void anUploadIsReadNoFurtherThanItsLimit() throws IOException {
    var endless = new Endless();

    assertThatThrownBy(() -> Reading.of(endless, folder, Reading.LIMITS))
        .isInstanceOf(UnreadableSheetException.class)
        .hasMessageContaining("more than 16777216 bytes");
    assertThat(endless.read).isBetween(16L << 20, (16L << 20) + (1 << 16));
  }

  @Test
  void aRefusalStaysARefusal() throws IOException {
    byte[] file = new HandmadeXlsx().rows("<row/><row").bytes();

    try (var rows = rows(file)) {
      assertThatThrownBy(() -> drain(rows)).isInstanceOf(UnreadableSheetException.class);
      assertThatThrownBy(rows::next).isInstanceOf(UnreadableSheetException.class);
    }
  }

  @Test
  void aStreamThatBreaksOffIsNoRefusal() {
    assertThatThrownBy(() -> Reading.of(new Broken(), folder, Reading.LIMITS))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  private UnreadableSheetException refusalOf(byte[] file) {
    return catchThrowableOfType(UnreadableSheetException.class, () -> Reading.of(file, folder));
  }

  private XlsxRows rows(byte[] file) {
    return new XlsxRows(new ByteArrayInputStream(file), folder, Reading.LIMITS);
  }

  private static void drain(XlsxRows rows) throws IOException {
    while (rows.next().isPresent()) {
      // the rows themselves do not matter
    }
  }

  /// So many megabytes of one text, over and over, behind the beginning of a part.
  private static byte[] bomb(String part, String text, int megabytes) {
    return bomb(part, "<a><sheetData>", "</sheetData></a>", text, megabytes * MEGABYTE);
  }

  private static byte[] bomb(String part, String head, String tail, String text, int size) {
    byte[] piece = text.repeat(MEGABYTE / text.length()).getBytes(StandardCharsets.UTF_8);
    return new HandmadeXlsx()
        .part(
            part,
            out -> {
              out.write(head.getBytes(StandardCharsets.UTF_8));
              for (int written = 0; written < size; written += piece.length) {
                out.write(piece);
              }
              out.write(tail.getBytes(StandardCharsets.UTF_8));
            })
        .bytes();
  }

  /// A sheet of blanks, whose deflated megabyte is there ten thousand times. It is written as it
  /// stands, and then called deflated in the directory.
  private static byte[] tenGigabytes() throws IOException {
    byte[] head = deflated("<worksheet><sheetData>");
    byte[] megabyte = deflated(" ".repeat(MEGABYTE));
    var content = new ByteArrayOutputStream();
    content.write(head);
    for (int i = 0; i < 10_240; i++) {
      content.write(megabyte);
    }
    byte[] file =
        new HandmadeXlsx()
            .part(HandmadeXlsx.SHEET, out -> out.write(content.toByteArray()))
            .stored();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    file[text.lastIndexOf(HandmadeXlsx.SHEET) - 46 + 10] = ZipPart.DEFLATED;
    return file;
  }

  private static byte[] deflated(String text) {
    try (var deflater = new Deflater(9, true)) {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      byte[] bytes = new byte[64_000];
      int length = deflater.deflate(bytes, 0, bytes.length, Deflater.FULL_FLUSH);
      return Arrays.copyOf(bytes, length);
    }
  }

  private static byte[] zip(String... names) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /// The bit of the first entry in the directory that says so.
  private static byte[] protectedInside() {
    byte[] file = new HandmadeXlsx().bytes();
    int directory = new String(file, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    file[directory + 8] |= 1;
    return file;
  }

  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      return read();
    }
  }

  private static final class Endless extends InputStream {

    private long read;

    @Override
    public int read() {
      read++;
      return 'P';
    }

    @Override
    public int read(byte[] into, int from, int count) {
      Arrays.fill(into, from, from + count, (byte) 'P');
      read += count;
      return count;
    }
  }
}
