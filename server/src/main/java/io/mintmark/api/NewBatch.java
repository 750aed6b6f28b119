package io.mintmark.api;

import io.mintmark.production.BatchOrder;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.sheet.NameListId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An order in JSON: names that we make up, by pattern, or of a stored list.
record NewBatch(
    BurnMethod burnMethod,
    @Schema(description = "UPLOADED goes with `nameList`, PATTERN with `pattern`")
        NameSource nameSource,
    @Schema(example = "1000", description = "Units; not with a list, which has its own number")
        @Nullable Integer count,
    @Schema(example = "TH-{date:yyMMdd}-{counter:6}{check:luhn}") @Nullable String pattern,
    @Schema(example = "Asia/Shanghai", description = "For the date of a pattern; UTC if left out")
        @Nullable String zone,
    @Schema(example = "n-3k9x0a7q2m", description = "A stored list that was examined")
        @Nullable String nameList,
    @Schema(description = "Keep it as a draft instead of submitting it") @Nullable Boolean draft,
    @Schema(description = "What people call the batch, at most 64 characters")
        @Nullable String title,
    @Schema(description = "At most 500 characters") @Nullable String remark) {

  NewBatch {
    Fields.required("burnMethod", burnMethod);
    switch (Fields.required("nameSource", nameSource)) {
      case GENERATED -> {
        Fields.required("count", count);
        absent("pattern", pattern, "zone", zone, "nameList", nameList);
      }
      case PATTERN -> {
        Fields.required("count", count);
        Fields.required("pattern", pattern);
        absent("nameList", nameList);
      }
      case UPLOADED -> {
        if (nameList == null) {
          throw ProblemException.badRequest(
              "To upload names, send them as multipart/form-data or text/csv; or name a stored"
                  + " list in 'nameList'.");
        }
        absent("count", count, "pattern", pattern, "zone", zone);
      }
      case IMPORTED -> throw asImport();
    }
  }

  boolean isDraft() {
    return draft != null && draft;
  }

  BatchOrder.Names names() {
    return switch (nameSource) {
      case GENERATED -> new BatchOrder.Names.Generated(Fields.required("count", count));
      case PATTERN ->
          new BatchOrder.Names.ByPattern(
              Fields.required("pattern", pattern),
              Fields.required("count", count),
              NamePatternsResource.zone(zone));
      case UPLOADED -> new BatchOrder.Names.Listed(list(Fields.required("nameList", nameList)));
      case IMPORTED -> throw asImport();
    };
  }

  private static ProblemException asImport() {
    return ProblemException.badRequest(
        "Devices that have secrets already are sent to /products/{productKey}/imports.");
  }

  private static NameListId list(String id) {
    try {
      return new NameListId(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("list of names of this id");
    }
  }

  private static void absent(@Nullable Object... propertiesAndValues) {
    for (int i = 0; i < propertiesAndValues.length; i += 2) {
      if (propertiesAndValues[i + 1] != null) {
        throw ProblemException.badRequest(
            "The property '%s' does not go with this nameSource."
                .formatted(propertiesAndValues[i]));
      }
    }
  }
}
