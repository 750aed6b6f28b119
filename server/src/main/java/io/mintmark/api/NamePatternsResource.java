package io.mintmark.api;

import io.mintmark.product.Products;
import io.mintmark.production.BatchOrder;
import io.mintmark.production.Batches;
import io.mintmark.production.PatternDesk;
import io.mintmark.production.ProductionSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Trying out a pattern before anything is ordered by it.
@RestController
@Tag(name = "Batches")
class NamePatternsResource {

  private final Products products;
  private final PatternDesk patterns;
  private final ProductionSettings limits;

  NamePatternsResource(Products products, PatternDesk patterns, ProductionSettings limits) {
    this.products = products;
    this.patterns = patterns;
    this.limits = limits;
  }

  @PostMapping(
      path = Paths.API + "/products/{productKey}/name-patterns/preview",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "previewPattern",
      summary = "Show the first and last names that a pattern makes, and which are taken",
      description = "Nothing is stored. For a million names it takes seconds.")
  @Refusals({ProblemCode.PATTERN_FAULTY, ProblemCode.COUNT_OUT_OF_RANGE})
  PatternPreview previewPattern(@PathVariable String productKey, @RequestBody PatternTrial body) {
    var product = Lookup.product(products, productKey);
    if (body.count() < 1 || body.count() > limits.maxUnits()) {
      throw new ProblemException(
          ProblemCode.COUNT_OUT_OF_RANGE, "a batch has 1 to %d units".formatted(limits.maxUnits()));
    }
    var order = new BatchOrder.Names.ByPattern(body.pattern(), body.count(), zone(body.zone()));
    return switch (patterns.preview(product, order)) {
      case PatternDesk.PreviewOutcome.Faulty(var faults) ->
          throw new ProblemException(NameProblems.ofPattern(faults));
      case PatternDesk.PreviewOutcome.Shown(var preview) -> PatternPreview.of(preview);
    };
  }

  /// The zone of this name; UTC if none is given.
  static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(
          "The property 'zone' is not a time zone such as Asia/Shanghai, +08:00 or UTC.");
    }
  }

  /// A pattern to be tried out.
  record PatternTrial(
      @Schema(example = "TH-{date:yyMMdd}-{counter:6}{check:luhn}") String pattern,
      @Schema(example = "1000") int count,
      @Schema(example = "Asia/Shanghai", description = "For the date; UTC if left out")
          @Nullable String zone) {

    PatternTrial {
      Fields.required("pattern", pattern);
    }
  }

  /// What a pattern makes.
  record PatternPreview(
      @Schema(description = "Today in the zone") LocalDate date,
      @Schema(description = "Units that its counter has room for", example = "999999")
          long capacity,
      @Schema(description = "The first names") List<String> first,
      @Schema(description = "The last names") List<String> last,
      @Schema(description = "Names that devices or batches have; 0 if it can be ordered")
          int takenCount,
      @Schema(description = "Whether all names were looked up; it ends when enough are taken")
          boolean takenCounted,
      @Schema(description = "The first of those, at most 100") List<TakenName> taken) {

    static PatternPreview of(PatternDesk.Preview preview) {
      var taken = preview.taken();
      return new PatternPreview(
          preview.date(),
          preview.capacity(),
          preview.first(),
          preview.last(),
          taken.total(),
          taken.whole(),
          taken.first().stream().map(TakenName::of).toList());
    }
  }

  /// A name that cannot be given again.
  record TakenName(
      @Schema(description = "Of the unit, from 1") int number,
      @Schema(example = "TH-260301-0000015") String deviceName) {

    static TakenName of(Batches.Line line) {
      return new TakenName(line.number(), line.name());
    }
  }
}
