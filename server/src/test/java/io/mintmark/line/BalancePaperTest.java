package io.mintmark.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.line.Alarm.Kind;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The statement on paper, with everything that can stand on it.
class BalancePaperTest {

  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");
  private static final Batch BATCH =
      new Batch(
          new BatchId("b-3k9x0a7q2m"),
          new ProductKey("a1Bz9kLm3Qx"),
          BurnMethod.DEVICE_SECRET,
          NameSource.GENERATED,
          1_000_000,
          1_000_000,
          Batch.State.READY,
          null,
          AT,
          AT);

  private static BalanceStatement statement(BalanceStatement.@Nullable SignOff signOff) {
    var figures = new EnumMap<Figure, Long>(Figure.class);
    for (var figure : Figure.values()) {
      figures.put(figure, 1_234L * (figures.size() + 1));
    }
    var alarms = Arrays.stream(Kind.values()).map(kind -> new Alarm(kind, 1_234_567)).toList();
    var balance = new Balance(BATCH, AT, true, figures, alarms.reversed());
    return new BalanceStatement(
        BATCH.id(), 12, "Li Lei 李雷", AT, BalanceCsv.of(balance, "Li Lei 李雷"), signOff);
  }

  private static List<String> lines(BalanceStatement statement) throws IOException {
    var page = new ByteArrayOutputStream();
    new BalancePdf(statement).writeTo(page);
    try (var document = Loader.loadPDF(page.toByteArray())) {
      return new PDFTextStripper().getText(document).lines().toList();
    }
  }

  @Test
  void everyFigureAndAlarmOfTheFileStandsOnThePaper() throws IOException {
    var statement = statement(null);

    var lines = lines(statement);

    for (var line : BalanceCsv.read(statement.csv())) {
      switch (line.section()) {
        case "figure" ->
            assertThat(lines)
                .contains(line.meaning() + " %,d".formatted(Long.parseLong(line.value())));
        case "alarm" -> assertThat(lines).contains(line.meaning().replace(": ", " "));
        default -> assertThat(line.section()).isEqualTo("about");
      }
    }
    assertThat(lines)
        .contains(statement.sha256(), "Drawn up by Li Lei ?? Second person: name and signature");
  }

  @Test
  void theSecondPersonsNameStandsOnThePaper() throws IOException {
    var signed = statement(new BalanceStatement.SignOff("Han Mei", AT.plusSeconds(60), ""));

    assertThat(lines(signed)).contains("Han Mei, signed off in Mintmark", "2026-11-21T08:01:00Z");
    assertThat(lines(statement(null))).noneMatch(line -> line.contains("signed off"));
  }

  @Test
  void theFilesHashIsThatOfItsBytes() {
    assertThat(new BalanceStatement(BATCH.id(), 1, "ann", AT, "abc", null).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
