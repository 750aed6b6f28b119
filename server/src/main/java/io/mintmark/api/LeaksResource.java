package io.mintmark.api;

import io.mintmark.delivery.Factories;
import io.mintmark.delivery.Factory;
import io.mintmark.delivery.LeakReport;
import io.mintmark.delivery.LeakSearch;
import io.mintmark.production.Batches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Finding out from whom a leaked file came.
@RestController
@Tag(name = "Factories")
class LeaksResource {

  private final Batches batches;
  private final Factories factories;
  private final LeakSearch search;

  LeaksResource(Batches batches, Factories factories, LeakSearch search) {
    this.batches = batches;
    this.factories = factories;
    this.search = search;
  }

  /// Whatever its media type says: who finds a file rarely knows.
  @PostMapping(Paths.API + "/batches/{id}/leaks")
  @Operation(
      operationId = "searchLeak",
      summary = "Find the delivery that a leaked file came from",
      description =
          "The file, or any piece of it, as the body: text in which DeviceNames can be read, such as"
              + " CSV or JSON lines. It is read as it arrives and not kept.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "text/plain", schema = @Schema(type = "string")),
                @Content(
                    mediaType = "application/octet-stream",
                    schema = @Schema(type = "string", format = "binary"))
              }))
  LeakView searchLeak(@PathVariable String id, HttpServletRequest request) {
    var batch = Lookup.batch(batches, id);
    try {
      return view(search.search(batch, request.getInputStream()));
    } catch (IOException e) {
      throw ProblemException.badRequest("The file broke off; nothing was compared.");
    }
  }

  private LeakView view(LeakReport report) {
    return new LeakView(
        report.verdict(),
        report.units(),
        report.inUnitOrder().compared(),
        report.inUnitOrder().agreeing(),
        report.findings().stream().map(this::view).toList());
  }

  private FindingView view(LeakReport.Finding finding) {
    var delivery = finding.delivery();
    return new FindingView(
        delivery.id().value(),
        delivery.factory().value(),
        factories.find(delivery.factory()).map(Factory::name).orElse(""),
        finding.agrees(),
        finding.agreement().compared(),
        finding.agreement().agreeing(),
        finding.chance());
  }

  /// What a leaked file says of where it came from.
  record LeakView(
      @Schema(
              description =
                  "NAMED: one delivery's mark is in it; SEVERAL: those of several; NONE: of no"
                      + " delivery, though there are rows enough, so it comes from elsewhere or was"
                      + " sorted; CANNOT_TELL: too few rows")
          LeakReport.Verdict verdict,
      @Schema(description = "Units of the batch that were found in it") int units,
      @Schema(description = "Pairs of neighbours that were found in it") int pairs,
      @Schema(
              description =
                  "Of these, in the order of their numbers: all of them if the file was sorted, or is"
                      + " the batch's own file and no delivery's")
          int pairsInUnitOrder,
      @Schema(description = "Deliveries that have any of its pairs, the best first")
          List<FindingView> findings) {}

  /// How far the file agrees with one delivery.
  record FindingView(
      @Schema(example = "d-3k9x0a7q2m") String delivery,
      @Schema(example = "f-3k9x0a7q2m") String factory,
      String factoryName,
      @Schema(description = "Whether it agrees beyond chance") boolean agrees,
      @Schema(description = "Bits of the mark that could be compared", example = "480")
          int bitsCompared,
      @Schema(description = "Of these, how many agree; by chance about half", example = "480")
          int bitsAgreeing,
      @Schema(
              description = "How likely an unrelated file agrees as well as this",
              example = "3.2e-145")
          double chance) {}
}
