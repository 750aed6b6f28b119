package io.mintmark.api;

import io.mintmark.api.LineViews.TestResultView;
import io.mintmark.api.LineViews.YieldSheetView;
import io.mintmark.line.Line;
import io.mintmark.line.StoredResult;
import io.mintmark.line.TestResult;
import io.mintmark.line.TestResults.Cursor;
import io.mintmark.line.TestResults.FailureQuery;
import io.mintmark.line.TestVerdict;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How production fares: yields, and the failures behind them.
@RestController
@Tag(name = "Production test")
class YieldsResource {

  private static final String BATCH = Paths.API + "/batches/{id}";
  private static final int CSV_PAGE = 1_000;

  private final Projects projects;
  private final Batches batches;
  private final Line line;

  YieldsResource(Projects projects, Batches batches, Line line) {
    this.projects = projects;
    this.batches = batches;
    this.line = line;
  }

  @GetMapping(BATCH + "/yield")
  @Operation(
      operationId = "readYield",
      summary = "Read a batch's yields: in all, by day, by station, and failures by reason")
  YieldSheetView readYield(
      @PathVariable String id,
      @Parameter(description = "The first day, such as 2026-01-31") @RequestParam(required = false)
          @Nullable LocalDate first,
      @Parameter(description = "The last day") @RequestParam(required = false)
          @Nullable LocalDate last,
      @Parameter(description = "Where a day begins", example = "Asia/Shanghai")
          @RequestParam(defaultValue = Zones.DEFAULT)
          String zone) {
    var batch = Lookup.batch(batches, id);
    var place = Zones.of(zone);
    return YieldSheetView.of(
        line.reports().yields(List.of(batch), first, last, place), place.getId());
  }

  @GetMapping(Paths.API + "/projects/{project}/yield")
  @Operation(
      operationId = "readProjectYield",
      summary = "Read the yields of all batches of a project, such as of one day")
  YieldSheetView readProjectYield(
      @PathVariable String project,
      @Parameter(description = "The first day, such as 2026-01-31") @RequestParam(required = false)
          @Nullable LocalDate first,
      @Parameter(description = "The last day") @RequestParam(required = false)
          @Nullable LocalDate last,
      @Parameter(description = "Where a day begins", example = "Asia/Shanghai")
          @RequestParam(defaultValue = Zones.DEFAULT)
          String zone) {
    var owner = Lookup.project(projects, project);
    var place = Zones.of(zone);
    var all = new ArrayList<Batch>();
    var page = batches.page(owner.id(), null, Page.MAX_LIMIT);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = batches.page(owner.id(), page.getLast().id(), Page.MAX_LIMIT);
    }
    return YieldSheetView.of(line.reports().yields(all, first, last, place), place.getId());
  }

  @GetMapping(BATCH + "/yield.csv")
  @Operation(
      operationId = "downloadYield",
      summary = "Download a batch's yields by day as CSV",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "A line for each day",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void downloadYield(
      @PathVariable String id,
      @RequestParam(defaultValue = Zones.DEFAULT) String zone,
      HttpServletResponse response)
      throws IOException {
    var batch = Lookup.batch(batches, id);
    var sheet = line.reports().yields(List.of(batch), null, null, Zones.of(zone));
    var file =
        new TableFile(
            response,
            batch.id() + "-yield.csv",
            "Day",
            "Tests",
            "FailedTests",
            "FirstTested",
            "FirstPassed",
            "Units",
            "Passed",
            "Failed",
            "Scrapped");
    for (var day : sheet.days()) {
      var yield = day.yield();
      file.row(
          day.day(),
          yield.tests(),
          yield.failedTests(),
          yield.first(),
          yield.firstPassed(),
          yield.units(),
          yield.passed(),
          yield.failed(),
          yield.scrapped());
    }
    file.end();
  }

  @GetMapping(BATCH + "/failures")
  @Operation(
      operationId = "listFailures",
      summary = "List the test results of a batch that are not PASSED, by their times")
  Page<TestResultView> listFailures(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable TestVerdict result,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String station,
      @Parameter(description = "Tested then or later") @RequestParam(required = false)
          @Nullable Instant since,
      @Parameter(description = "Tested before") @RequestParam(required = false)
          @Nullable Instant until,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var batch = Lookup.batch(batches, id);
    var query = new FailureQuery(result, reason, station, since, until, cursor(after));
    var found = line.results().failures(batch.id(), query, Page.oneMoreThan(limit));
    return Page.of(found, limit, YieldsResource::cursorOf, TestResultView::of);
  }

  @GetMapping(BATCH + "/failures.csv")
  @Operation(
      operationId = "downloadFailures",
      summary = "Download the same list as CSV",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The list",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void downloadFailures(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable TestVerdict result,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String station,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(required = false) @Nullable Instant until,
      HttpServletResponse response)
      throws IOException {
    var batch = Lookup.batch(batches, id);
    var file =
        new TableFile(
            response,
            batch.id() + "-failures.csv",
            "TestedAt",
            "DeviceName",
            "Station",
            "Id",
            "Result",
            "Reason",
            "Operator",
            "Firmware",
            "ReceivedAt");
    Cursor behind = null;
    while (true) {
      var query = new FailureQuery(result, reason, station, since, until, behind);
      var page = line.results().failures(batch.id(), query, CSV_PAGE);
      for (var stored : page) {
        row(file, stored);
      }
      if (page.size() < CSV_PAGE) {
        file.end();
        return;
      }
      behind = new Cursor(page.getLast().result().testedAt(), page.getLast().result().key());
    }
  }

  private static void row(TableFile file, StoredResult stored) throws IOException {
    var test = stored.result();
    file.row(
        test.testedAt(),
        test.name(),
        test.station(),
        test.id(),
        test.verdict(),
        test.reason(),
        TableFile.foreign(test.operator()),
        TableFile.foreign(test.firmware()),
        stored.receivedAt());
  }

  private static String cursorOf(StoredResult stored) {
    var test = stored.result();
    return "%s,%s,%s".formatted(test.testedAt(), test.station(), test.id());
  }

  /// Neither a time, a station nor an id has a comma.
  private static @Nullable Cursor cursor(@Nullable String after) {
    if (after == null) {
      return null;
    }
    String[] parts = after.split(",", -1);
    try {
      return new Cursor(Instant.parse(parts[0]), new TestResult.Key(parts[1], parts[2]));
    } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
      throw ProblemException.badRequest("The parameter 'after' is not a cursor of this list.");
    }
  }
}
