package io.mintmark.api;

import io.mintmark.sheet.Finding;
import io.mintmark.sheet.FindingKind;
import io.mintmark.sheet.FindingKind.Severity;
import io.mintmark.sheet.NameList;
import io.mintmark.sheet.TextEncoding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How lists of names are shown.
final class NameListViews {

  private NameListViews() {}

  /// An examined list.
  record NameListView(
      @Schema(example = "n-3k9x0a7q2m") String id,
      String product,
      @Schema(description = "As it was told with the upload; may be empty") String fileName,
      @Schema(description = "What the bytes of a text file were read as; null of a spreadsheet")
          @Nullable TextEncoding encoding,
      @Schema(description = "How many names it holds") int names,
      @Schema(description = "Whether a batch can be ordered from it: there is no error")
          boolean committable,
      @Schema(description = "How many findings stand in the way") int errors,
      @Schema(description = "How many findings may be accepted") int warnings,
      @Schema(description = "How many findings there are of each kind") List<Count> kinds,
      @Schema(description = "The first findings by row") List<FindingView> findings,
      Instant createdAt,
      @Schema(description = "When it is forgotten") Instant expiresAt) {

    static NameListView of(NameList list, List<Finding> first, Locale language) {
      return new NameListView(
          list.id().value(),
          list.product().value(),
          list.fileName(),
          list.encoding(),
          list.names(),
          list.committable(),
          list.count(Severity.ERROR),
          list.count(Severity.WARNING),
          list.totals().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(Count::of)
              .toList(),
          first.stream().map(finding -> FindingView.of(finding, language)).toList(),
          list.createdAt(),
          list.expiresAt());
    }
  }

  /// How many findings of a kind there are.
  record Count(FindingKind kind, Severity severity, int count) {

    static Count of(Map.Entry<FindingKind, Integer> entry) {
      return new Count(entry.getKey(), entry.getKey().severity(), entry.getValue());
    }
  }

  /// One finding.
  record FindingView(
      @Schema(description = "From 1; 0 for the file as a whole", example = "17") int row,
      @Schema(description = "From 1; 0 for a whole row", example = "1") int column,
      FindingKind kind,
      Severity severity,
      @Schema(description = "What stands there, as far as it can be shown") String value,
      @Schema(description = "What the repaired file has instead; null if only you can tell")
          @Nullable String repaired,
      @Schema(description = "For a person, in Chinese if `Accept-Language` prefers that")
          String text) {

    static FindingView of(Finding finding, Locale language) {
      return new FindingView(
          finding.row(),
          finding.column(),
          finding.kind(),
          finding.kind().severity(),
          finding.value(),
          finding.repaired(),
          finding.said().in(language));
    }
  }
}
