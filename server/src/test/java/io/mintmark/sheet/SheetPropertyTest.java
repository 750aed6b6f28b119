package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.product.IdentityFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds of every file, tried with generated ones.
class SheetPropertyTest {

  private static final SheetReader READER = new SheetReader(SpreadsheetOpener.NONE);

  /// How a program writes a text file.
  record Form(
      String charset, boolean mark, char separator, String end, boolean lastEnd, boolean quotes) {

    byte[] write(List<List<String>> rows) {
      var text = new StringBuilder(mark ? "\uFEFF" : "");
      for (int i = 0; i < rows.size(); i++) {
        text.append(
            String.join(String.valueOf(separator), rows.get(i).stream().map(this::cell).toList()));
        text.append(i + 1 < rows.size() || lastEnd ? end : "");
      }
      return text.toString().getBytes(Charset.forName(charset));
    }

    private String cell(String text) {
      boolean needed = text.indexOf(separator) >= 0 || text.indexOf('"') >= 0;
      return quotes || needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    TextEncoding encoding() {
      return TextEncoding.valueOf(
          charset
              .replace("UTF-16LE", "UTF_16_LE")
              .replace("UTF-16BE", "UTF_16_BE")
              .replace("UTF-8", "UTF_8")
              .replace("GBK", "GB18030"));
    }
  }

  @Property(tries = 400)
  void whatWasWrittenInAnyFormIsReadBackAsItWas(
      @ForAll("forms") Form form, @ForAll("tables") List<List<String>> rows) throws IOException {
    var file = form.write(rows);

    var source = new TextRows(new ByteArrayInputStream(file), SheetLimits.DEFAULTS);

    assertThat(texts(source)).isEqualTo(rows);
    assertThat(source.encoding()).isEqualTo(form.encoding());
  }

  @Property(tries = 200)
  void itDoesNotMatterInWhatPiecesAFileComes(
      @ForAll("forms") Form form, @ForAll("tables") List<List<String>> rows, @ForAll long seed)
      throws IOException {
    var file = form.write(rows);

    var inPieces = new TextRows(new Pieces(file, new Random(seed)), SheetLimits.DEFAULTS);

    assertThat(texts(inPieces)).isEqualTo(rows);
  }

  @Property(tries = 400)
  void aPlantedFaultIsFoundOnItsRowAndNowhereElse(
      @ForAll("forms") Form form,
      @ForAll("fault") Planted planted,
      @ForAll @IntRange(min = 3, max = 40) int size,
      @ForAll @IntRange(min = 0, max = 1_000) int where)
      throws IOException {
    var names = plainNames(size);
    int row = where % (size - 1); // a last line without end tells more
    names.set(row, planted.name());

    var doctor = examine(form.write(table(names)));

    assertThat(doctor.findings().first())
        .extracting(Finding::row, Finding::kind, Finding::repaired)
        .containsExactly(tuple(row + 2, planted.kind(), planted.repaired()));
  }

  @Property(tries = 300)
  void theRepairedFileHasNothingLeftToRepair(@ForAll("mixtures") List<String> names)
      throws IOException {
    var form = new Form("UTF-8", false, ',', "\n", true, true);
    var shelf = new MemoryShelf();
    var desk = shelf.desk();
    var list =
        desk.examine(MemoryShelf.PRODUCT, new ByteArrayInputStream(form.write(table(names))), "");
    var out = new ByteArrayOutputStream();

    new ListFiles(shelf, new StoredNameLists(shelf, MemoryShelf.CLOCK)).writeRepaired(list, out);

    var again = examine(out.toByteArray());
    assertThat(again.findings().first()).allMatch(finding -> finding.repaired() == null);
    assertThat(again.rows()).isEqualTo(names.size());
    var repaired = desk.repair(MemoryShelf.PRODUCT, list);
    assertThat(repaired.totals()).isEqualTo(again.findings().totals());
  }

  @Property(tries = 300)
  void noBytesWhateverMakeAnExceptionOrABadName(@ForAll byte[] bytes) throws IOException {
    var doctor = examine(bytes);

    if (doctor.findings().errors().isEmpty()) {
      assertThat(doctor.names())
          .isNotEmpty()
          .allMatch(name -> IdentityFormat.ALIYUN.faultOfName(name).isEmpty());
    }
  }

  /// A name with one fault.
  record Planted(String name, FindingKind kind, String repaired) {}

  @Provide
  Arbitrary<Planted> fault() {
    return Arbitraries.of(
        new Planted("bad name", FindingKind.BAD_CHARACTER, null),
        new Planted("ab", FindingKind.BAD_LENGTH, null),
        new Planted("unit-with-a-name-of-more-than-32-characters", FindingKind.BAD_LENGTH, null),
        new Planted("ＤＢ９９", FindingKind.FULL_WIDTH, "DB99"),
        new Planted("1.20E+11", FindingKind.SCIENTIFIC_NOTATION, null),
        new Planted("=HYPERLINK(1)", FindingKind.FORMULA, null),
        new Planted("-DB99", FindingKind.FORMULA_LIKE, null),
        new Planted(" DB99", FindingKind.SPACES_AROUND, "DB99"),
        new Planted("=\"00099\"", FindingKind.SPREADSHEET_MARK, "00099"),
        new Planted("DB–99", FindingKind.LOOK_ALIKE, "DB-99"),
        new Planted("FF:FF:FF:FF:FF:FF", FindingKind.MAC_DEFAULT, null));
  }

  @Provide
  Arbitrary<List<String>> mixtures() {
    var names =
        Arbitraries.of(
            "DB-1001",
            "１００１",
            "100001",
            "100002",
            "100003",
            "7",
            "42",
            "0",
            "007",
            "DB\u200B99",
            " x-unit ",
            "A4:C1:38:00:00:01",
            "a4c138000002",
            "a4-c1-38-00-00-0a",
            "bad name",
            "ΑΒ12",
            "-unit",
            "'00123",
            "=\"00124\"",
            "=1+1",
            "1.2E+11",
            "９９",
            "O123",
            "0123",
            "\tunit9");
    return names.list().ofMinSize(1).ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    var name = Arbitraries.strings().withChars("abcDEF019-_@.:").ofMinLength(4).ofMaxLength(32);
    var remark =
        Arbitraries.of("门铃白色", "第二批次产品", "white", "say \"hi\"", "a,b", "c;d", "产品名称,其它", "");
    return Combinators.combine(name, remark, Arbitraries.of("上海仓库", "n/a"))
        .as((first, second, third) -> List.of(first, second, third))
        .list()
        .ofMinSize(2)
        .ofMaxSize(40)
        .map(SheetPropertyTest::withHeader);
  }

  @Provide
  Arbitrary<Form> forms() {
    return Combinators.combine(
            Arbitraries.of("UTF-8", "GBK", "GB18030", "UTF-16LE", "UTF-16BE"),
            Arbitraries.of(true, false),
            Arbitraries.of(',', ';', '\t'),
            Arbitraries.of("\n", "\r\n", "\r"),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(
            (charset, mark, separator, end, last, quotes) ->
                new Form(charset, mark && charset.startsWith("UTF"), separator, end, last, quotes));
  }

  private static List<List<String>> withHeader(List<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    all.add(List.of("设备名称", "备注", "仓库"));
    all.addAll(rows);
    return all;
  }

  private static List<String> plainNames(int size) {
    var names = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      names.add("unit-%04d".formatted(i));
    }
    return names;
  }

  /// With a remark on each row, so that the separator and the encoding can be told.
  private static List<List<String>> table(List<String> names) {
    return withHeader(names.stream().map(name -> List.of(name, "智能门铃", "上海")).toList());
  }

  private static List<List<String>> texts(RowSource source) throws IOException {
    var rows = new ArrayList<List<String>>();
    for (var row = source.next(); row.isPresent(); row = source.next()) {
      rows.add(row.get().cells().stream().map(Cell::text).toList());
    }
    return rows;
  }

  private static FileDoctor examine(byte[] file) throws IOException {
    return READER.examine(
        new ByteArrayInputStream(file), IdentityFormat.ALIYUN, SheetLimits.DEFAULTS);
  }

  /// Hands out a file a few bytes at a time.
  private static final class Pieces extends InputStream {
    private final ByteArrayInputStream file;
    private final Random random;

    Pieces(byte[] file, Random random) {
      this.file = new ByteArrayInputStream(file);
      this.random = random;
    }

    @Override
    public int read() {
      return file.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return file.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
    }
  }
}
