package io.mintmark.api;

import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.Delivery;
import io.mintmark.delivery.Sealing;
import io.mintmark.output.FileRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A delivery from outside: the same for operators and for the factory.
record DeliveryView(
    @Schema(example = "d-3k9x0a7q2m") String id,
    @Schema(example = "b-3k9x0a7q2m") String batch,
    @Schema(example = "a1Bz9kLm3Qx") String productKey,
    @Schema(example = "f-3k9x0a7q2m") String factory,
    @Schema(description = "The first unit, by its number in the batch", example = "1") int first,
    @Schema(description = "The last unit", example = "1000") int last,
    List<FileView> files,
    Sealing.Kind sealing,
    @Schema(description = "What to save the package as", example = "d-3k9x0a7q2m.zip.gpg")
        String fileName,
    Delivery.State state,
    @Schema(description = "Downloads that may be started") int downloadsAllowed,
    @Schema(description = "Downloads that were started, whatever became of them")
        int downloadsStarted,
    Instant expiresAt,
    Instant createdAt,
    @Nullable Instant revokedAt,
    @Schema(description = "When a download was completed for the first time")
        @Nullable Instant deliveredAt,
    @Schema(description = "When the factory said that it has opened the package")
        @Nullable Instant receivedAt) {

  static DeliveryView of(Delivery delivery, Instant now) {
    return new DeliveryView(
        delivery.id().value(),
        delivery.batch().value(),
        delivery.product().value(),
        delivery.factory().value(),
        delivery.first(),
        delivery.last(),
        delivery.files().stream().map(FileView::of).toList(),
        delivery.sealing().kind(),
        delivery.fileName(),
        delivery.stateAt(now),
        delivery.allowed(),
        delivery.started(),
        delivery.expiresAt(),
        delivery.createdAt(),
        delivery.revokedAt(),
        delivery.deliveredAt(),
        delivery.receivedAt());
  }

  /// One of the files in the package.
  record FileView(@Schema(example = "csv") String format, Map<String, String> options) {

    static FileView of(FileRequest file) {
      return new FileView(file.format(), file.options());
    }
  }

  /// One download.
  record DownloadView(
      @Schema(description = "From 1") int number,
      @Schema(description = "Account or API key", example = "mmk-3k9x0a7q2m") String who,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Schema(description = "Whether the last byte was sent; null while it is under way")
          @Nullable Boolean completed) {

    static DownloadView of(Deliveries.Download download) {
      return new DownloadView(
          download.number(),
          download.who(),
          download.startedAt(),
          download.endedAt(),
          download.completed());
    }
  }
}
