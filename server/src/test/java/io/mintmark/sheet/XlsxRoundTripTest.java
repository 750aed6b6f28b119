package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.Workbook;

/// Tables written by a library that shares no code with the reader are read as they were.
class XlsxRoundTripTest {

  private static final Path FOLDER = Path.of("target", "sheet-spool");

  @Property(tries = 100)
  void aTableIsReadAsItWasWritten(
      @ForAll("tables") List<List<String>> table, @ForAll boolean shared) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "test", "1.0")) {
      var sheet = workbook.newWorksheet("Names");
      for (int row = 0; row < table.size(); row++) {
        for (int column = 0; column < table.get(row).size(); column++) {
          if (shared) {
            sheet.value(row, column, table.get(row).get(column));
          } else {
            sheet.inlineString(row, column, table.get(row).get(column));
          }
        }
      }
    }

    var read = Reading.of(bytes.toByteArray(), FOLDER);

    assertThat(byNumber(read, table.size())).isEqualTo(withoutEmptyEnds(table));
  }

  @Property(tries = 20)
  void sharedTextsAreFoundInAnyOrder(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    var texts = new ArrayList<String>();
    var items = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      texts.add(i + ":" + "字x".repeat(i % 50 == 0 ? 4_000 + random.nextInt(200) : i % 7));
      items.append("<si><t>").append(texts.getLast()).append("</t></si>");
    }
    var expected = new ArrayList<List<String>>();
    var rows = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      int number = random.nextBoolean() ? i % 500 : random.nextInt(500);
      expected.add(List.of(texts.get(number)));
      rows.append("<row><c t=\"s\"><v>").append(number).append("</v></c></row>");
    }
    byte[] file = new HandmadeXlsx().strings(items.toString()).rows(rows.toString()).bytes();

    var read =
        Reading.of(
            new ByteArrayInputStream(file), FOLDER, new SheetLimits(1_000, 16 << 20, 10_000));

    assertThat(read.texts()).isEqualTo(expected);
  }

  /// Anything that XML can hold but line ends, which it changes, and underscores, which this
  /// library does not escape.
  @Provide
  Arbitrary<List<List<String>>> tables() {
    var characters =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, Arbitraries.chars().range(' ', '~')),
            net.jqwik.api.Tuple.of(2, Arbitraries.chars().range('一', '龥')),
            net.jqwik.api.Tuple.of(1, Arbitraries.chars().range('\u00A0', '\u2100')));
    var cell = characters.list().ofMaxSize(40).map(XlsxRoundTripTest::joined);
    return cell.list().ofMinSize(1).ofMaxSize(6).list().ofMaxSize(20);
  }

  private static String joined(List<Character> characters) {
    var text = new StringBuilder();
    characters.stream().filter(c -> c != '_').forEach(text::append);
    return text.toString();
  }

  private static List<List<String>> byNumber(Reading read, int rows) {
    var table = new ArrayList<List<String>>();
    for (int i = 0; i < rows; i++) {
      table.add(List.of());
    }
    for (int i = 0; i < read.rows().size(); i++) {
      table.set(read.rows().get(i).number() - 1, read.texts().get(i));
    }
    return table;
  }

  private static List<List<String>> withoutEmptyEnds(List<List<String>> table) {
    var trimmed = new ArrayList<List<String>>();
    for (var row : table) {
      int end = row.size();
      while (end > 0 && row.get(end - 1).isEmpty()) {
        end--;
      }
      trimmed.add(List.copyOf(row.subList(0, end)));
    }
    return trimmed;
  }
}
