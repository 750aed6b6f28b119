package io.mintmark.api;

import io.mintmark.api.RiskViews.ClientView;
import io.mintmark.api.RiskViews.RiskDetails;
import io.mintmark.api.RiskViews.RiskView;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Products;
import io.mintmark.risk.RiskDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Risk devices: what speaks against them, the units under one name, and the operator's decision.
@RestController
@Tag(name = "Risk devices")
class RisksResource {

  private static final String CLIENTS = DevicesResource.ONE + "/clients";
  private static final String RISK = DevicesResource.ONE + "/risk";

  private final Products products;
  private final RiskDesk desk;

  RisksResource(Products products, RiskDesk desk) {
    this.products = products;
    this.desk = desk;
  }

  @GetMapping(Paths.API + "/products/{productKey}/risks")
  @Operation(
      operationId = "listRisks",
      summary = "List a product's risk devices by name",
      description =
          "Those with evidence of a clone, and those with more than one live DeviceClient.")
  Page<RiskView> listRisks(
      @PathVariable String productKey,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var product = Lookup.product(products, productKey);
    var found = desk.page(product.key(), after, Page.oneMoreThan(limit));
    return Page.of(found, limit, report -> report.identity().name(), RiskView::of);
  }

  @GetMapping(RISK)
  @Operation(
      operationId = "findRisk",
      summary = "Tell all that speaks against a device, which may be nothing")
  RiskDetails findRisk(@PathVariable String productKey, @PathVariable String deviceName) {
    return details(identity(productKey, deviceName));
  }

  @PostMapping(RISK + "/release")
  @Refusals(ProblemCode.NOTHING_TO_RELEASE)
  @Operation(
      operationId = "releaseDevice",
      summary = "Acknowledge all evidence, and let the device in if it was held",
      description = "The score starts again; the pieces stay readable.")
  RiskDetails releaseDevice(@PathVariable String productKey, @PathVariable String deviceName) {
    var identity = identity(productKey, deviceName);
    switch (desk.release(identity)) {
      case RELEASED -> {}
      case NO_DEVICE -> throw Lookup.noDevice();
      case NOTHING ->
          throw new ProblemException(
              ProblemCode.NOTHING_TO_RELEASE,
              "The device is not held and there is no evidence that nobody has acknowledged.");
    }
    return details(identity);
  }

  @GetMapping(CLIENTS)
  @Operation(
      operationId = "listClients",
      summary = "List the units that unlisted registration admitted under a name, oldest first",
      description = "Banned ones too. A device with its own DeviceSecret has none.")
  Page<ClientView> listClients(@PathVariable String productKey, @PathVariable String deviceName) {
    return clients(identity(productKey, deviceName));
  }

  @PostMapping(CLIENTS + "/{clientId}/keep")
  @Operation(
      operationId = "keepClient",
      summary = "Keep one unit of a name and refuse the others (切换)",
      description = "The others' sessions are closed. There is no way back for them.")
  Page<ClientView> keepClient(
      @PathVariable String productKey,
      @PathVariable String deviceName,
      @PathVariable String clientId) {
    var identity = identity(productKey, deviceName);
    if (!desk.keep(identity, clientId)) {
      throw ProblemException.notFound("live DeviceClient of this id under the name");
    }
    return clients(identity);
  }

  @PostMapping(CLIENTS + "/clear")
  @Refusals(ProblemCode.NO_LIVE_CLIENTS)
  @Operation(
      operationId = "clearClients",
      summary = "Refuse all units of a name (清除)",
      description = "Their sessions are closed, and the name's places are free again.")
  Page<ClientView> clearClients(@PathVariable String productKey, @PathVariable String deviceName) {
    var identity = identity(productKey, deviceName);
    if (desk.clear(identity) == 0) {
      throw new ProblemException(
          ProblemCode.NO_LIVE_CLIENTS, "There is no live DeviceClient under the name.");
    }
    return clients(identity);
  }

  private Page<ClientView> clients(DeviceIdentity identity) {
    return Page.all(desk.units(identity), ClientView::of);
  }

  private RiskDetails details(DeviceIdentity identity) {
    return desk.find(identity)
        .map(report -> RiskDetails.of(report, desk.evidence(identity)))
        .orElseThrow(Lookup::noDevice);
  }

  /// Of a device that exists.
  private DeviceIdentity identity(String productKey, String deviceName) {
    var identity = Lookup.identity(Lookup.product(products, productKey), deviceName);
    if (desk.find(identity).isEmpty()) {
      throw Lookup.noDevice();
    }
    return identity;
  }
}
