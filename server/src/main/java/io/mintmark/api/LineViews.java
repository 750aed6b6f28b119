package io.mintmark.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.mintmark.device.BatchId;
import io.mintmark.device.Sighting;
import io.mintmark.line.Alarm;
import io.mintmark.line.Balance;
import io.mintmark.line.BalanceStatement;
import io.mintmark.line.Figure;
import io.mintmark.line.LineReports;
import io.mintmark.line.Run;
import io.mintmark.line.StoredResult;
import io.mintmark.line.TestVerdict;
import io.mintmark.line.Yield;
import io.mintmark.line.YieldSheet;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Handovers.Handover;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the API tells of the factory floor.
final class LineViews {

  private LineViews() {}

  /// A stored test result.
  record TestResultView(
      @Schema(example = "20260131-000417", description = "The station's own name for the test")
          String id,
      @Schema(example = "DB2-0001") String deviceName,
      @Schema(example = "SZ2-FT-04") String station,
      TestVerdict result,
      @Schema(example = "RF_POWER_LOW") @Nullable String reason,
      @Schema(type = "object", description = "As it was sent, by name") @JsonRawValue
          String measured,
      @Nullable String operator,
      @Schema(example = "1.4.2") @Nullable String firmware,
      @Schema(description = "By the station's clock") Instant testedAt,
      @Schema(description = "By the server's clock") Instant receivedAt,
      @Schema(description = "Who sent it") String receivedFrom,
      @Schema(example = "b-3k9x0a7q2m", description = "Where the unit was minted")
          @Nullable String batch) {

    static TestResultView of(StoredResult stored) {
      var result = stored.result();
      BatchId batch = stored.batch();
      return new TestResultView(
          result.id(),
          result.name(),
          result.station(),
          result.verdict(),
          result.reason().isEmpty() ? null : result.reason(),
          result.measured(),
          result.operator(),
          result.firmware(),
          result.testedAt(),
          stored.receivedAt(),
          stored.receivedFrom(),
          batch == null ? null : batch.value());
    }
  }

  /// A test as far as counting goes.
  record RunView(Instant at, String station, TestVerdict result, @Nullable String reason) {

    static RunView of(Run run) {
      return new RunView(
          run.at(), run.station(), run.verdict(), run.reason().isEmpty() ? null : run.reason());
    }
  }

  /// The way of a unit through production.
  record UnitView(
      @Schema(example = "1") int number,
      @Schema(example = "DB2-0001") String deviceName,
      @Schema(description = "Null if the identity was deleted") @Nullable Instant mintedAt,
      @Schema(description = "When it first reached a factory") @Nullable Instant deliveredAt,
      @Schema(description = "The factory's name") @Nullable String factory,
      @Nullable Instant registeredAt,
      @Schema(description = "First login: the first step of the test passed")
          @Nullable Instant activatedAt,
      @Nullable Instant lastSeenAt,
      @Schema(description = "How often it was tested") int tests,
      @Nullable RunView firstTest,
      @Schema(description = "Which counts") @Nullable RunView latestTest,
      @Schema(description = "The first time that it was scrapped") @Nullable Instant scrappedAt) {

    static UnitView of(LineReports.Unit unit, @Nullable Sighting sighting) {
      var journey = unit.journey();
      var tests = journey.tests();
      return new UnitView(
          journey.number(),
          journey.name(),
          journey.mintedAt(),
          unit.handover().map(Handover::at).orElse(null),
          unit.handover().map(Handover::factory).orElse(null),
          journey.registeredAt(),
          journey.activatedAt(),
          journey.mintedAt() == null || sighting == null ? null : sighting.seenAt(),
          tests == null ? 0 : tests.count(),
          tests == null ? null : RunView.of(tests.first()),
          tests == null ? null : RunView.of(tests.last()),
          tests == null ? null : tests.scrappedAt());
    }
  }

  /// A unit with all its test results.
  record UnitDetailView(
      UnitView unit,
      @Schema(description = "Latest first, at most 500") List<TestResultView> results) {}

  /// Yields of some time at some stations.
  record YieldView(
      @Schema(description = "Test results") long tests,
      @Schema(description = "Test results other than PASSED") long failedTests,
      @Schema(description = "Units whose first test was among them") long firstTested,
      @Schema(description = "Those that passed at once") long firstPassed,
      @Schema(description = "firstPassed of firstTested", example = "0.97") double firstPassYield,
      @Schema(description = "Units whose latest test was among them") long units,
      long passed,
      long failed,
      long scrapped,
      @Schema(description = "passed of units", example = "0.995") double finalYield) {

    static YieldView of(Yield yield) {
      return new YieldView(
          yield.tests(),
          yield.failedTests(),
          yield.first(),
          yield.firstPassed(),
          yield.firstPassYield(),
          yield.units(),
          yield.passed(),
          yield.failed(),
          yield.scrapped(),
          yield.finalYield());
    }
  }

  /// A day's yields.
  record DayView(LocalDate day, YieldView yield) {}

  /// A station's yields.
  record StationView(String station, YieldView yield) {}

  /// A reason for failures.
  record FailureView(
      TestVerdict result,
      @Schema(example = "RF_POWER_LOW") String reason,
      @Schema(description = "Test results") long tests,
      @Schema(description = "Units whose latest test ended so") long units) {}

  /// Yields in all, by day, by station, and the failures by reason.
  record YieldSheetView(
      @Schema(example = "Asia/Shanghai") String zone,
      YieldView total,
      List<DayView> days,
      List<StationView> stations,
      List<FailureView> failures) {

    static YieldSheetView of(YieldSheet sheet, String zone) {
      return new YieldSheetView(
          zone,
          YieldView.of(sheet.total()),
          sheet.days().stream()
              .map(day -> new DayView(day.day(), YieldView.of(day.yield())))
              .toList(),
          sheet.stations().stream()
              .map(row -> new StationView(row.station(), YieldView.of(row.yield())))
              .toList(),
          sheet.failures().stream()
              .map(row -> new FailureView(row.verdict(), row.reason(), row.tests(), row.units()))
              .toList());
    }
  }

  /// One number of a balance.
  record FigureView(
      Figure code,
      long count,
      @Schema(example = "Activated, never tested") String label,
      @Schema(description = "The list behind the number") @Nullable String list) {}

  /// Something that does not add up.
  record AlarmView(
      Alarm.Kind code,
      Alarm.Severity severity,
      long count,
      @Schema(description = "In Chinese if Accept-Language prefers that") String sentence,
      @Schema(description = "The list behind the number") @Nullable String list) {}

  /// Where the units of an order are.
  record BalanceView(
      @Schema(example = "b-3k9x0a7q2m") String batch,
      @Schema(example = "a1Bz9kLm3Qx") String productKey,
      Instant at,
      @Schema(description = "Whether anything was delivered through this server")
          boolean deliveriesKnown,
      List<FigureView> figures,
      @Schema(description = "The worst first") List<AlarmView> alarms) {

    static BalanceView of(Balance balance, Locale language) {
      return new BalanceView(
          balance.batch().id().value(),
          balance.batch().product().value(),
          balance.at(),
          balance.deliveriesKnown(),
          Arrays.stream(Figure.values())
              .map(
                  figure ->
                      new FigureView(
                          figure, balance.of(figure), figure.label(), list(balance, figure)))
              .toList(),
          balance.alarms().stream().map(alarm -> view(balance, alarm, language)).toList());
    }

    private static AlarmView view(Balance balance, Alarm alarm, Locale language) {
      return new AlarmView(
          alarm.kind(),
          alarm.kind().severity(),
          alarm.count(),
          alarm.sentence(language),
          list(balance, figureOf(alarm.kind())));
    }

    private static Figure figureOf(Alarm.Kind kind) {
      return switch (kind) {
        case MINTED_SHORT -> Figure.ORDERED;
        case UNITS_DELETED -> Figure.DELETED;
        case UNITS_NEVER_SEEN -> Figure.NEVER_SEEN;
        case ACTIVATED_UNTESTED -> Figure.ACTIVATED_UNTESTED;
        case PASSED_NOT_ACTIVATED -> Figure.PASSED_NOT_ACTIVATED;
        case TESTED_AFTER_SCRAPPING -> Figure.TESTED_AFTER_SCRAPPING;
        case STRANGERS_TESTED -> Figure.STRANGERS_TESTED;
        case STRANGERS_REGISTERING -> Figure.STRANGERS_REGISTERING;
        case ACTIVATED_NOT_DELIVERED -> Figure.ACTIVATED_NOT_DELIVERED;
        case UNITS_CLONED -> Figure.CLONED;
      };
    }

    private static @Nullable String list(Balance balance, Figure figure) {
      var batch = balance.batch();
      ProductKey product = batch.product();
      if (figure.units().isPresent()) {
        return "%s/batches/%s/units?state=%s"
            .formatted(Paths.API, batch.id(), figure.units().get());
      }
      return switch (figure) {
        case CLONED -> "%s/products/%s/risks".formatted(Paths.API, product);
        case STRANGERS_REGISTERING -> events(balance, "DEVICE_NOT_LISTED");
        case STRANGERS_TESTED -> events(balance, "UNIT_UNKNOWN");
        default -> null;
      };
    }

    private static String events(Balance balance, String outcome) {
      var batch = balance.batch();
      return "%s/events?product=%s&outcome=%s&since=%s"
          .formatted(Paths.API, batch.product(), outcome, batch.createdAt());
    }
  }

  /// A balance as it was at a moment.
  record StatementView(
      @Schema(example = "1") int number,
      @Schema(example = "b-3k9x0a7q2m") String batch,
      String madeBy,
      Instant madeAt,
      @Schema(description = "Of its CSV file, in hex") String sha256,
      @Schema(description = "The second person; null until signed") @Nullable String signedBy,
      @Nullable Instant signedAt,
      @Nullable String remark) {

    static StatementView of(BalanceStatement statement) {
      var signOff = statement.signOff();
      return new StatementView(
          statement.number(),
          statement.batch().value(),
          statement.madeBy(),
          statement.madeAt(),
          statement.sha256(),
          signOff == null ? null : signOff.by(),
          signOff == null ? null : signOff.at(),
          signOff == null ? null : signOff.note());
    }
  }
}
