package io.mintmark.api;

import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.Delivery;
import io.mintmark.delivery.DeliveryId;
import io.mintmark.delivery.DownloadOutcome;
import io.mintmark.delivery.PackageDesk;
import io.mintmark.device.BatchId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was delivered: for the factory, and for operators to watch.
@RestController
@Tag(name = "Factories")
class DeliveriesResource {

  private static final String PATH = Paths.API + "/deliveries";

  private final Deliveries deliveries;
  private final PackageDesk desk;
  private final InstantSource clock;

  DeliveriesResource(Deliveries deliveries, PackageDesk desk, InstantSource clock) {
    this.deliveries = deliveries;
    this.desk = desk;
    this.clock = clock;
  }

  @ForFactories
  @GetMapping(PATH)
  @Operation(
      operationId = "listDeliveries",
      summary = "List deliveries, newest first",
      description = "A factory sees its own, an operator all.")
  Page<DeliveryView> listDeliveries(
      @RequestParam(required = false) @Parameter(description = "Only those of this batch")
          @Nullable String batch,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var found =
        deliveries.page(
            caller.factory().orElse(null),
            parsed("batch", batch, BatchId::new),
            parsed("after", after, DeliveryId::new),
            Page.oneMoreThan(limit));
    return Page.of(found, limit, delivery -> delivery.id().value(), this::view);
  }

  @ForFactories
  @GetMapping(PATH + "/{id}")
  @Operation(operationId = "findDelivery", summary = "Find a delivery")
  DeliveryView findDelivery(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return view(Lookup.delivery(deliveries, id, caller));
  }

  @GetMapping(PATH + "/{id}/downloads")
  @Operation(operationId = "listDownloads", summary = "List the downloads of a delivery by number")
  Page<DeliveryView.DownloadView> listDownloads(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var delivery = Lookup.delivery(deliveries, id, caller);
    return Page.all(deliveries.downloads(delivery.id()), DeliveryView.DownloadView::of);
  }

  @ForFactories
  @GetMapping(PATH + "/{id}/package")
  @Operation(
      operationId = "downloadPackage",
      summary = "Download the sealed package",
      description =
          "Counted before the first byte, whatever becomes of it. If the connection breaks off"
              + " before the proper end, the package does not open: throw it away and download it"
              + " again, within the number of downloads.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The package",
              content =
                  @Content(
                      mediaType = "application/octet-stream",
                      schema = @Schema(type = "string", format = "binary"))))
  @Refusals(ProblemCode.DELIVERY_NOT_OPEN)
  void downloadPackage(
      @PathVariable String id,
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      HttpServletResponse response)
      throws IOException {
    var delivery = Lookup.delivery(deliveries, id, caller);
    switch (desk.open(delivery, caller.name())) {
      case DownloadOutcome.Refused(var sentence) ->
          throw new ProblemException(ProblemCode.DELIVERY_NOT_OPEN, sentence);
      case DownloadOutcome.Granted(var download) -> {
        response.setContentType("application/octet-stream");
        response.setHeader(
            "Content-Disposition", "attachment; filename=\"" + download.fileName() + "\"");
        // What breaks this off half way goes on to the web server, which cuts the connection.
        download.writeTo(response.getOutputStream());
      }
    }
  }

  @ForFactories
  @PostMapping(PATH + "/{id}/receipt")
  @Operation(
      operationId = "confirmReceipt",
      summary = "Say that the package was opened and is complete, once")
  @Refusals(ProblemCode.NOTHING_TO_RECEIVE)
  DeliveryView confirmReceipt(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var delivery = Lookup.delivery(deliveries, id, caller);
    if (!desk.receive(delivery, caller.name())) {
      throw new ProblemException(
          ProblemCode.NOTHING_TO_RECEIVE,
          "No download was completed yet, or this was said before.");
    }
    return findDelivery(id, caller);
  }

  @PostMapping(PATH + "/{id}/revoke")
  @Operation(
      operationId = "revokeDelivery",
      summary = "Take a delivery back: it cannot be downloaded any more",
      description = "Downloads under way break off. Doing it again changes nothing.")
  DeliveryView revokeDelivery(
      @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    desk.revoke(Lookup.delivery(deliveries, id, caller), caller.name());
    return findDelivery(id, caller);
  }

  private DeliveryView view(Delivery delivery) {
    return DeliveryView.of(delivery, clock.instant());
  }

  private static <T> @Nullable T parsed(
      String parameter, @Nullable String value, Function<String, T> form) {
    try {
      return value == null ? null : form.apply(value);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "The parameter '" + parameter + "' is not of the documented form.");
    }
  }
}
