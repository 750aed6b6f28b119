package io.mintmark.api;

import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.product.CloneResponse;
import io.mintmark.product.Product;
import io.mintmark.product.ProductRules;
import io.mintmark.product.Products;
import io.mintmark.product.RegistrationMode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What a product's owner decides about its devices.
@RestController
@Tag(name = "Products")
class ProductRulesResource {

  private static final String PRODUCT = Paths.API + "/products/{productKey}";
  private static final String RULES = PRODUCT + "/rules";

  private final Products products;
  private final EventLog events;
  private final InstantSource clock;

  ProductRulesResource(Products products, EventLog events, InstantSource clock) {
    this.products = products;
    this.events = events;
    this.clock = clock;
  }

  @GetMapping(RULES)
  @Operation(operationId = "readRules", summary = "Read a product's rules")
  RulesView readRules(@PathVariable String productKey) {
    return RulesView.of(Lookup.product(products, productKey).rules());
  }

  @PatchMapping(path = RULES, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "changeRules",
      summary = "Change some of a product's rules",
      description = "What is left out stays. New rules hold from the next request of a device on.")
  RulesView changeRules(@PathVariable String productKey, @RequestBody RulesChange body) {
    var product = Lookup.product(products, productKey);
    var rules = body.appliedTo(product.rules());
    change(product, rules);
    return RulesView.of(rules);
  }

  @PutMapping(path = PRODUCT + "/registration", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "switchRegistration",
      summary = "Turn the registration switch",
      description =
          "LISTED: devices of the list may trade the ProductSecret for their own credential."
              + " UNLISTED: others too. Devices already activated do not depend on it.")
  ProductViews.ProductView switchRegistration(
      @PathVariable String productKey, @RequestBody RegistrationSwitch body) {
    var product = Lookup.product(products, productKey);
    change(product, product.rules().withRegistration(body.mode()));
    return ProductViews.of(Lookup.product(products, productKey));
  }

  private void change(Product product, ProductRules rules) {
    products.setRules(product.key(), rules);
    if (rules.registration() != product.rules().registration()) {
      note(product, "REGISTRATION_" + rules.registration(), null);
    }
    var rest = product.rules().withRegistration(rules.registration());
    if (!rules.equals(rest)) {
      note(product, "RULES_CHANGED", "from %s to %s".formatted(rest, rules));
    }
  }

  private void note(Product product, String act, @Nullable String detail) {
    events.append(
        new Event(
            clock.instant(),
            EventKind.OPERATION,
            act,
            product.key().value(),
            null,
            product.dialect().name(),
            null,
            detail));
  }

  /// A switch and where it shall stand.
  record RegistrationSwitch(RegistrationMode mode) {

    RegistrationSwitch {
      Fields.required("mode", mode);
    }
  }

  /// Rules from outside.
  record RulesView(
      RegistrationMode registration,
      int clientsPerName,
      int unlistedNames,
      CloneResponse onClones,
      boolean tokenOverPlain,
      boolean pushOnRegister,
      boolean fullMqtt,
      boolean gateway) {

    static RulesView of(ProductRules rules) {
      return new RulesView(
          rules.registration(),
          rules.clientsPerName(),
          rules.unlistedNames(),
          rules.onClones(),
          rules.tokenOverPlain(),
          rules.pushOnRegister(),
          rules.fullMqtt(),
          rules.gateway());
    }
  }

  /// Rules to be changed; null leaves one as it is.
  record RulesChange(
      @Schema(description = "Who may register") @Nullable RegistrationMode registration,
      @Schema(description = "Live DeviceClients that one unlisted DeviceName may have, 1 to 5")
          @Nullable Integer clientsPerName,
      @Schema(description = "Names that registration may create in this product, in all")
          @Nullable Integer unlistedNames,
      @Schema(description = "What happens to a device once evidence says that it was copied")
          @Nullable CloneResponse onClones,
      @Schema(description = "Whether a DeviceToken is taken without TLS")
          @Nullable Boolean tokenOverPlain,
      @Schema(
              description =
                  "Whether the answer to an unlisted registration is sent on /ext/register too")
          @Nullable Boolean pushOnRegister,
      @Schema(
              description =
                  "Whether QoS 2, retained messages and wills are served although the vendor's"
                      + " platform refuses them")
          @Nullable Boolean fullMqtt,
      @Schema(
              description =
                  "Whether its devices may register, bind and log in sub-devices of the project")
          @Nullable Boolean gateway) {

    private static final int MAX_UNLISTED_NAMES = 1_000_000;

    RulesChange {
      requireRange("clientsPerName", clientsPerName, 1, ProductRules.MAX_CLIENTS_PER_NAME);
      requireRange("unlistedNames", unlistedNames, 0, MAX_UNLISTED_NAMES);
    }

    private static void requireRange(
        String property, @Nullable Integer value, int least, int most) {
      if (value != null && (value < least || value > most)) {
        throw ProblemException.badRequest(
            "The property '%s' is a number from %d to %d.".formatted(property, least, most));
      }
    }

    ProductRules appliedTo(ProductRules rules) {
      return new ProductRules(
          Objects.requireNonNullElse(registration, rules.registration()),
          Objects.requireNonNullElse(clientsPerName, rules.clientsPerName()),
          Objects.requireNonNullElse(unlistedNames, rules.unlistedNames()),
          Objects.requireNonNullElse(onClones, rules.onClones()),
          Objects.requireNonNullElse(tokenOverPlain, rules.tokenOverPlain()),
          Objects.requireNonNullElse(pushOnRegister, rules.pushOnRegister()),
          Objects.requireNonNullElse(fullMqtt, rules.fullMqtt()),
          Objects.requireNonNullElse(gateway, rules.gateway()));
    }
  }
}
