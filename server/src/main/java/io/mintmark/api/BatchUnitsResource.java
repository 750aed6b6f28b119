package io.mintmark.api;

import io.mintmark.api.LineViews.TestResultView;
import io.mintmark.api.LineViews.UnitDetailView;
import io.mintmark.api.LineViews.UnitView;
import io.mintmark.device.Sighting;
import io.mintmark.device.Sightings;
import io.mintmark.line.Line;
import io.mintmark.line.LineReports;
import io.mintmark.line.LineReports.Filter;
import io.mintmark.line.Run;
import io.mintmark.line.UnitState;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.Handovers.Handover;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The way of each unit of a batch.
@RestController
@Tag(name = "Production test")
class BatchUnitsResource {

  private static final String PATH = Paths.API + "/batches/{id}/units";
  private static final int CSV_PAGE = 500;

  private final Batches batches;
  private final Line line;
  private final Sightings sightings;

  BatchUnitsResource(Batches batches, Line line, Sightings sightings) {
    this.batches = batches;
    this.line = line;
    this.sightings = sightings;
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "listUnits",
      summary = "List the units of a batch by number, each with its way through production",
      description = "Every number of the balance sheet has its list here.")
  Page<UnitView> listUnits(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable UnitState state,
      @Parameter(description = "Of the latest test") @RequestParam(required = false)
          @Nullable String reason,
      @Parameter(description = "Of the latest test") @RequestParam(required = false)
          @Nullable String station,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var batch = Lookup.batch(batches, id);
    var found =
        line.reports()
            .units(
                batch,
                Math.max(0, after),
                new Filter(state, reason, station),
                Page.oneMoreThan(limit));
    var seen = seen(batch, found);
    return Page.of(
        found,
        limit,
        unit -> Integer.toString(unit.journey().number()),
        unit -> UnitView.of(unit, seen.get(unit.journey().name())));
  }

  @GetMapping(PATH + ".csv")
  @Operation(
      operationId = "downloadUnits",
      summary = "Download the same list as CSV",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The list",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void downloadUnits(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable UnitState state,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String station,
      HttpServletResponse response)
      throws IOException {
    var batch = Lookup.batch(batches, id);
    var filter = new Filter(state, reason, station);
    var units = line.reports().units(batch, 0, filter, CSV_PAGE);
    var file =
        new TableFile(
            response,
            batch.id() + "-units.csv",
            "Number",
            "DeviceName",
            "MintedAt",
            "DeliveredAt",
            "Factory",
            "RegisteredAt",
            "ActivatedAt",
            "LastSeenAt",
            "Tests",
            "FirstResult",
            "Result",
            "Reason",
            "Station",
            "TestedAt",
            "ScrappedAt");
    while (!units.isEmpty()) {
      var seen = seen(batch, units);
      for (var unit : units) {
        row(file, unit, seen.get(unit.journey().name()));
      }
      units =
          units.size() < CSV_PAGE
              ? List.of()
              : line.reports().units(batch, units.getLast().journey().number(), filter, CSV_PAGE);
    }
    file.end();
  }

  private static void row(TableFile file, LineReports.Unit unit, @Nullable Sighting sighting)
      throws IOException {
    var journey = unit.journey();
    var tests = journey.tests();
    Run last = tests == null ? null : tests.last();
    file.row(
        journey.number(),
        journey.name(),
        journey.mintedAt(),
        unit.handover().map(Handover::at).orElse(null),
        unit.handover().map(Handover::factory).map(TableFile::foreign).orElse(null),
        journey.registeredAt(),
        journey.activatedAt(),
        journey.mintedAt() == null || sighting == null ? null : sighting.seenAt(),
        tests == null ? 0 : tests.count(),
        tests == null ? null : tests.first().verdict(),
        last == null ? null : last.verdict(),
        last == null ? null : last.reason(),
        last == null ? null : last.station(),
        last == null ? null : last.at(),
        tests == null ? null : tests.scrappedAt());
  }

  @GetMapping(PATH + "/{number}")
  @Operation(operationId = "findUnit", summary = "Follow one unit, with all its test results")
  UnitDetailView findUnit(@PathVariable String id, @PathVariable int number) {
    var batch = Lookup.batch(batches, id);
    var unit =
        line.reports()
            .unit(batch, number)
            .orElseThrow(() -> ProblemException.notFound("minted unit of this number"));
    var name = unit.journey().name();
    var results = line.results().ofUnit(batch.product(), name, batch.id(), 0, Page.MAX_LIMIT);
    return new UnitDetailView(
        UnitView.of(unit, seen(batch, List.of(unit)).get(name)),
        results.stream().map(TestResultView::of).toList());
  }

  private Map<String, Sighting> seen(Batch batch, List<LineReports.Unit> units) {
    return sightings.of(
        batch.product(), units.stream().map(unit -> unit.journey().name()).toList());
  }
}
