package io.mintmark.line;

import static io.mintmark.line.PaperSheet.INK;
import static io.mintmark.line.PaperSheet.LEFT;
import static io.mintmark.line.PaperSheet.PALE;
import static io.mintmark.line.PaperSheet.RIGHT;
import static io.mintmark.line.PaperSheet.RULE;

import io.mintmark.line.PaperSheet.Style;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A statement as a page to print, file and sign. Its numbers are read from the statement's CSV, so
/// the paper cannot say anything else than the file.
final class BalancePdf {

  private static final float TEXT = 9.5f;
  private static final float LINE = 15.5f;
  private static final float MIDDLE = (LEFT + RIGHT) / 2;
  private static final Color BAND = new Color(0xF1F4F7);

  private static final List<Figure> UNITS =
      List.of(
          Figure.ORDERED,
          Figure.MINTED,
          Figure.DELIVERED,
          Figure.REGISTERED,
          Figure.ACTIVATED,
          Figure.NEVER_SEEN);

  private static final List<Figure> VERDICTS =
      List.of(Figure.PASSED, Figure.FAILED, Figure.SCRAPPED, Figure.UNTESTED, Figure.DELETED);

  private static final List<Figure> CHECKS =
      List.of(
          Figure.ACTIVATED_UNTESTED,
          Figure.PASSED_NOT_ACTIVATED,
          Figure.ACTIVATED_NOT_DELIVERED,
          Figure.TESTED_AFTER_SCRAPPING,
          Figure.CLONED,
          Figure.STRANGERS_REGISTERING,
          Figure.STRANGERS_TESTED);

  private final BalanceStatement statement;
  private final Map<String, String> about;
  private final Map<String, Long> figures;
  private final List<BalanceCsv.Line> alarms;

  BalancePdf(BalanceStatement statement) {
    this.statement = statement;
    var lines = BalanceCsv.read(statement.csv());
    about =
        lines.stream()
            .filter(line -> line.section().equals("about"))
            .collect(Collectors.toMap(BalanceCsv.Line::code, BalanceCsv.Line::value));
    figures =
        lines.stream()
            .filter(line -> line.section().equals("figure"))
            .collect(Collectors.toMap(BalanceCsv.Line::code, line -> Long.parseLong(line.value())));
    alarms = lines.stream().filter(line -> line.section().equals("alarm")).toList();
  }

  void writeTo(OutputStream out) throws IOException {
    try (var paper = new PaperSheet("Balance sheet of batch " + statement.batch())) {
      head(paper);
      tables(paper);
      alarms(paper);
      proof(paper);
      signatures(paper);
      paper.writeTo(out);
    }
  }

  private void head(PaperSheet paper) throws IOException {
    paper.text(LEFT, Style.BOLD, 20, INK, "Balance sheet");
    paper.textUpTo(RIGHT, Style.BOLD, 10, PALE, "Mintmark");
    paper.down(17);
    paper.text(LEFT, Style.PLAIN, 11, PALE, "Batch " + statement.batch());
    paper.textUpTo(RIGHT, Style.PLAIN, 11, PALE, "Statement " + statement.number());
    paper.down(12);
    paper.rule(LEFT, RIGHT, 1.2f, INK);
    paper.down(20);
    pair(paper, "ProductKey", about("PRODUCT"), "As of (UTC)", about("AT"));
    pair(paper, "Ordered at (UTC)", about("ORDERED_AT"), "State of the batch", about("STATE"));
    pair(paper, "Drawn up by", statement.madeBy(), "Deliveries", deliveries());
    paper.down(12);
  }

  private String deliveries() {
    return about("DELIVERIES_KNOWN").equals("true")
        ? "through this server"
        : "none through this server";
  }

  private static void pair(PaperSheet paper, String a, String x, String b, String y)
      throws IOException {
    paper.text(LEFT, Style.PLAIN, TEXT, PALE, a);
    paper.text(LEFT + 92, Style.PLAIN, TEXT, INK, x);
    paper.text(MIDDLE + 12, Style.PLAIN, TEXT, PALE, b);
    paper.text(MIDDLE + 112, Style.PLAIN, TEXT, INK, y);
    paper.down(LINE);
  }

  private void tables(PaperSheet paper) throws IOException {
    float top = paper.y();
    table(paper, LEFT, MIDDLE - 12, "Units", UNITS);
    float left = paper.y();
    paper.down(left - top);
    table(paper, MIDDLE + 12, RIGHT, "By their latest test", VERDICTS);
    total(paper, MIDDLE + 12, RIGHT);
    paper.down(Math.max(0, paper.y() - left));
    paper.down(14);
    table(paper, LEFT, RIGHT, "What should be nothing", CHECKS);
    paper.down(14);
  }

  private void table(PaperSheet paper, float from, float to, String title, List<Figure> rows)
      throws IOException {
    paper.text(from, Style.BOLD, 11, INK, title);
    paper.down(6);
    paper.rule(from, to, 0.8f, INK);
    paper.down(LINE - 2);
    boolean banded = false;
    for (var row : rows) {
      if (banded) {
        paper.fill(from, 4.5f, to - from, LINE, BAND);
      }
      row(paper, from, to, Style.PLAIN, row.label(), figure(row));
      banded = !banded;
    }
  }

  /// The units of the table above are all that were minted.
  private void total(PaperSheet paper, float from, float to) throws IOException {
    long sum = VERDICTS.stream().mapToLong(this::figure).sum();
    paper.down(-LINE + 5);
    paper.rule(from, to, 0.8f, INK);
    paper.down(LINE - 5);
    row(paper, from, to, Style.BOLD, "Minted", sum);
  }

  private static void row(
      PaperSheet paper, float from, float to, Style style, String label, long number)
      throws IOException {
    paper.text(from + 4, style, TEXT, INK, label);
    paper.textUpTo(to - 4, style, TEXT, INK, formatted(number));
    paper.down(LINE);
  }

  private void alarms(PaperSheet paper) throws IOException {
    paper.need(3 * LINE);
    paper.text(LEFT, Style.BOLD, 11, INK, "Alarms");
    paper.down(6);
    paper.rule(LEFT, RIGHT, 0.8f, INK);
    paper.down(LINE - 2);
    if (alarms.isEmpty()) {
      paper.text(LEFT + 4, Style.PLAIN, TEXT, INK, "None. The numbers add up.");
      paper.down(LINE);
    }
    for (var alarm : alarms) {
      alarm(paper, alarm);
    }
    paper.down(8);
  }

  private static void alarm(PaperSheet paper, BalanceCsv.Line alarm) throws IOException {
    String[] meaning = alarm.meaning().split(": ", 2);
    var lines = paper.wrapped(Style.PLAIN, TEXT, RIGHT - LEFT - 80, meaning[1]);
    paper.need(lines.size() * LINE);
    paper.fill(LEFT + 4, 3.2f, 60, 12, colorOf(meaning[0]));
    paper.text(
        LEFT + 34 - paper.width(Style.BOLD, 7.5f, meaning[0]) / 2,
        Style.BOLD,
        7.5f,
        Color.WHITE,
        meaning[0]);
    for (var line : lines) {
      paper.text(LEFT + 76, Style.PLAIN, TEXT, INK, line);
      paper.down(LINE);
    }
  }

  private static Color colorOf(String severity) {
    return switch (Alarm.Severity.valueOf(severity)) {
      case NOTICE -> new Color(0x52606D);
      case WARNING -> new Color(0xB7700B);
      case CRITICAL -> new Color(0xB42318);
    };
  }

  private void proof(PaperSheet paper) throws IOException {
    paper.need(40);
    paper.text(LEFT, Style.PLAIN, 8, PALE, "SHA-256 of this statement's CSV file");
    paper.down(12);
    paper.text(LEFT, Style.FIXED, 8.5f, INK, statement.sha256());
    paper.down(26);
  }

  private void signatures(PaperSheet paper) throws IOException {
    paper.need(110);
    paper.text(LEFT, Style.BOLD, 11, INK, "Signatures");
    paper.down(44);
    var signed = statement.signOff();
    if (signed != null) {
      paper.down(-8);
      paper.text(MIDDLE + 12, Style.PLAIN, TEXT, INK, signed.by() + ", signed off in Mintmark");
      paper.down(8);
    }
    paper.rule(LEFT, MIDDLE - 12, 0.8f, INK);
    paper.rule(MIDDLE + 12, RIGHT, 0.8f, INK);
    paper.down(12);
    paper.text(LEFT, Style.PLAIN, 8, PALE, "Drawn up by " + statement.madeBy());
    paper.text(MIDDLE + 12, Style.PLAIN, 8, PALE, "Second person: name and signature");
    paper.down(26);
    if (signed != null) {
      paper.down(-8);
      paper.text(MIDDLE + 12, Style.PLAIN, TEXT, INK, signed.at().toString());
      paper.down(8);
    }
    paper.rule(LEFT, MIDDLE - 12, 0.4f, RULE);
    paper.rule(MIDDLE + 12, RIGHT, 0.4f, RULE);
    paper.down(12);
    paper.text(LEFT, Style.PLAIN, 8, PALE, "Place and date");
    paper.text(MIDDLE + 12, Style.PLAIN, 8, PALE, "Place and date");
  }

  private String about(String code) {
    return about.getOrDefault(code, "");
  }

  private long figure(Figure figure) {
    return figures.getOrDefault(figure.name(), 0L);
  }

  private static String formatted(long number) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
  }
}
