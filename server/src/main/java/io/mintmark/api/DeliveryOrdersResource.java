package io.mintmark.api;

import io.mintmark.delivery.DeliveryDesk;
import io.mintmark.delivery.DeliveryOrder;
import io.mintmark.delivery.DeliveryOutcome;
import io.mintmark.delivery.DeliverySettings;
import io.mintmark.delivery.Sealing;
import io.mintmark.output.FileRequest;
import io.mintmark.production.Batches;
import io.mintmark.project.FactoryId;
import io.mintmark.vault.SecretText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Making deliveries.
@RestController
@Tag(name = "Factories")
class DeliveryOrdersResource {

  private final Batches batches;
  private final DeliveryDesk desk;
  private final InstantSource clock;

  DeliveryOrdersResource(Batches batches, DeliveryDesk desk, InstantSource clock) {
    this.batches = batches;
    this.desk = desk;
    this.clock = clock;
  }

  @PostMapping(
      path = Paths.API + "/batches/{id}/deliveries",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createDelivery",
      summary = "Deliver a batch, or a range of it, to a factory",
      description =
          "The package is made anew at each download and kept nowhere. With `ZIP_AES256` and no"
              + " `passphrase` one is made up and shown in this answer, never again; tell it to the"
              + " factory on another way than this one.")
  @Refusals({ProblemCode.BATCH_NOT_READY, ProblemCode.DELIVERY_UNFIT})
  ResponseEntity<NewDeliveryView> createDelivery(
      @PathVariable String id,
      @RequestBody NewDelivery body,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var batch = Lookup.batch(batches, id);
    return switch (desk.make(batch, body.order(caller))) {
      case DeliveryOutcome.Made(var delivery, var passphrase) ->
          ResponseEntity.created(URI.create(Paths.API + "/deliveries/" + delivery.id()))
              .body(
                  new NewDeliveryView(
                      DeliveryView.of(delivery, clock.instant()),
                      passphrase.map(SecretText::expose).orElse(null)));
      case DeliveryOutcome.Refused(var reason, var sentence) ->
          throw new ProblemException(codeOf(reason), sentence);
    };
  }

  private static ProblemCode codeOf(DeliveryOutcome.Reason reason) {
    return switch (reason) {
      case BATCH_NOT_READY -> ProblemCode.BATCH_NOT_READY;
      case FACTORY_UNKNOWN, UNFIT -> ProblemCode.DELIVERY_UNFIT;
    };
  }

  /// What to deliver.
  record NewDelivery(
      @Schema(example = "f-3k9x0a7q2m") String factory,
      @Schema(description = "The first unit; the batch's first unless told", example = "1")
          @Nullable Integer first,
      @Schema(description = "The last unit; the batch's last unless told", example = "1000")
          @Nullable Integer last,
      List<NewFile> files,
      Sealing.Kind sealing,
      @Schema(
              description = "With `ZIP_AES256` only; 16 to 128 printable ASCII characters",
              format = "password")
          @Nullable String passphrase,
      @Schema(description = "In seven days unless told") @Nullable Instant expiresAt,
      @Schema(description = "Three unless told", example = "3") @Nullable Integer downloads) {

    NewDelivery {
      Fields.required("factory", factory);
      Fields.required("files", files);
      Fields.required("sealing", sealing);
    }

    DeliveryOrder order(Caller caller) {
      return new DeliveryOrder(
          factoryId(),
          first,
          last,
          files.stream().filter(Objects::nonNull).map(NewFile::request).toList(),
          expiresAt,
          downloads == null ? DeliverySettings.USUAL_DOWNLOADS : downloads,
          sealing,
          passphrase == null ? null : SecretText.of(passphrase),
          caller.name());
    }

    private FactoryId factoryId() {
      try {
        return new FactoryId(factory);
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            ProblemCode.DELIVERY_UNFIT, "There is no factory of this id in the batch's project.");
      }
    }

    @Override
    public String toString() {
      return "NewDelivery[" + factory + "]";
    }
  }

  /// A file to put into the package.
  record NewFile(
      @Schema(example = "csv") String format,
      @Schema(description = "By name; each format has its own")
          @Nullable Map<String, String> options) {

    NewFile {
      Fields.required("format", format);
    }

    FileRequest request() {
      return new FileRequest(format, options == null ? Map.of() : options);
    }
  }

  /// A delivery that was just made.
  record NewDeliveryView(
      DeliveryView delivery,
      @Schema(description = "One that was made up; it is shown this once")
          @Nullable String passphrase) {

    @Override
    public String toString() {
      return "NewDeliveryView[" + delivery.id() + "]";
    }
  }
}
