package io.mintmark.api;

import io.mintmark.api.EventsResource.EventView;
import io.mintmark.event.Events;
import io.mintmark.event.Events.Query;
import io.mintmark.event.Events.StoredEvent;
import io.mintmark.explanation.Explainer;
import io.mintmark.product.Products;
import io.mintmark.vault.Mistake;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Why something was refused, in the reader's language.
@RestController
@Tag(name = "Events")
class ExplanationsResource {

  private final Products products;
  private final Events events;
  private final Explainer explainer;

  ExplanationsResource(Products products, Events events, Explainer explainer) {
    this.products = products;
    this.events = events;
    this.explainer = explainer;
  }

  @GetMapping(Paths.API + "/events/{id}/explanation")
  @Operation(
      operationId = "explainEvent",
      summary = "Say what an event means and what to do about it",
      description =
          "In Chinese if `Accept-Language` prefers that, else in English. Nothing is there to say"
              + " about an event that refused or ended nothing.")
  ExplanationView explainEvent(@PathVariable long id, Locale language) {
    return events
        .find(id)
        .flatMap(stored -> explained(stored, language))
        .orElseThrow(() -> ProblemException.notFound("explanation for an event " + id));
  }

  @GetMapping(DevicesResource.ONE + "/explanation")
  @Operation(
      operationId = "explainDevice",
      summary = "Say why a device was refused the last time",
      description = "Of a name that is not listed too, as the device claimed it.")
  ExplanationView explainDevice(
      @PathVariable String productKey, @PathVariable String deviceName, Locale language) {
    var product = Lookup.product(products, productKey);
    return events.page(Query.refusalsOf(product.key().value(), deviceName), 1).stream()
        .findFirst()
        .flatMap(stored -> explained(stored, language))
        .orElseThrow(() -> ProblemException.notFound("recent refusal of this device"));
  }

  private Optional<ExplanationView> explained(StoredEvent stored, Locale language) {
    return explainer
        .explain(stored.event())
        .map(
            explanation ->
                new ExplanationView(
                    EventView.of(stored),
                    explanation.said().in(language),
                    explanation.mistakes(),
                    explanation.nearestNames()));
  }

  /// An event and what it means.
  record ExplanationView(
      EventView event,
      @Schema(description = "For a person; not to be parsed") String text,
      @Schema(description = "Mistakes that explain a wrong signature") List<Mistake> mistakes,
      @Schema(description = "Listed names that an unknown one may stand for")
          List<String> nearestNames) {}
}
