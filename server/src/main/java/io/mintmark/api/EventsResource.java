package io.mintmark.api;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Events;
import io.mintmark.event.Events.Query;
import io.mintmark.event.Events.StoredEvent;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.Products;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reading the event log.
@RestController
@Tag(name = "Events")
class EventsResource {

  private final Products products;
  private final Events events;

  EventsResource(Products products, Events events) {
    this.products = products;
    this.events = events;
  }

  @GetMapping(Paths.API + "/events")
  @Operation(
      operationId = "listEvents",
      summary = "List events of all products, newest first",
      description = "Refused attempts too, with the exact reason as their outcome.")
  Page<EventView> listEvents(
      @Parameter(description = "A ProductKey") @RequestParam(required = false)
          @Nullable String product,
      @Parameter(description = "A DeviceName") @RequestParam(required = false)
          @Nullable String device,
      @RequestParam(required = false) @Nullable EventKind kind,
      @Parameter(description = "Such as ADMITTED or PROOF_WRONG") @RequestParam(required = false)
          @Nullable String outcome,
      @Parameter(description = "The address that a request came from")
          @RequestParam(required = false)
          @Nullable String address,
      @Parameter(description = "Only attempts that were refused")
          @RequestParam(defaultValue = "false")
          boolean refused,
      @Parameter(description = "Only events of this time or later") @RequestParam(required = false)
          @Nullable Instant since,
      @Parameter(description = "Only events before this time") @RequestParam(required = false)
          @Nullable Instant until,
      @Parameter(description = "The `next` of the page before") @RequestParam(required = false)
          @Nullable Long before,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    return page(
        new Query(product, device, kind, outcome, address, refused, since, until, before), limit);
  }

  @GetMapping(DevicesResource.ONE + "/events")
  @Operation(
      operationId = "listDeviceEvents",
      summary = "List the events of a device, newest first",
      description = "Of a name that was refused or deleted too.")
  Page<EventView> listDeviceEvents(
      @PathVariable String productKey,
      @PathVariable String deviceName,
      @Parameter(description = "The `next` of the page before") @RequestParam(required = false)
          @Nullable Long before,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var product = Lookup.product(products, productKey);
    return page(
        new Query(product.key().value(), deviceName, null, null, null, false, null, null, before),
        limit);
  }

  private Page<EventView> page(Query query, int limit) {
    var found = events.page(query, Page.oneMoreThan(limit));
    return Page.of(found, limit, stored -> Long.toString(stored.id()), EventView::of);
  }

  /// An event from outside.
  record EventView(
      @Schema(type = "string", example = "42") String id,
      Instant at,
      EventKind kind,
      @Schema(example = "ADMITTED") String outcome,
      @Schema(description = "As claimed or known") @Nullable String productKey,
      @Schema(description = "As claimed or known") @Nullable String deviceName,
      @Schema(description = "ALIYUN or TENCENT") @Nullable String dialect,
      @Nullable Transport transport,
      @Schema(description = "Where the request came from", example = "203.0.113.7")
          @Nullable String address,
      @Nullable String detail,
      @Schema(description = "The mistake that explains a refusal, if one was found")
          @Nullable String hint) {

    static EventView of(StoredEvent stored) {
      Event event = stored.event();
      Origin origin = event.origin();
      return new EventView(
          Long.toString(stored.id()),
          event.at(),
          event.kind(),
          event.outcome(),
          event.productKey(),
          event.deviceName(),
          event.dialect(),
          origin == null ? null : origin.transport(),
          origin == null ? null : origin.address(),
          event.detail(),
          event.hint());
    }
  }
}
