package io.mintmark.api;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.DeviceOffice;
import io.mintmark.device.Devices;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Sighting;
import io.mintmark.device.Sightings;
import io.mintmark.gateway.TopologyOffice;
import io.mintmark.product.Products;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The devices of a product, and what an operator may do to one.
@RestController
@Tag(name = "Devices")
class DevicesResource {

  static final String PATH = Paths.API + "/products/{productKey}/devices";
  static final String ONE = PATH + "/{deviceName}";

  private final Products products;
  private final Devices devices;
  private final DeviceOffice office;
  private final TopologyOffice topology;
  private final LiveSessions sessions;
  private final Sightings sightings;

  DevicesResource(
      Products products,
      Devices devices,
      DeviceOffice office,
      TopologyOffice topology,
      LiveSessions sessions,
      Sightings sightings) {
    this.products = products;
    this.devices = devices;
    this.office = office;
    this.topology = topology;
    this.sessions = sessions;
    this.sightings = sightings;
  }

  @GetMapping(PATH)
  @Operation(operationId = "listDevices", summary = "List a product's devices by name")
  Page<DeviceView> listDevices(
      @PathVariable String productKey,
      @Parameter(description = "Only names that start so") @RequestParam(defaultValue = "")
          String prefix,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
    var product = Lookup.product(products, productKey);
    var found = devices.page(product.key(), prefix, after, Page.oneMoreThan(limit));
    var names = found.stream().map(device -> device.identity().name()).toList();
    var seen = sightings.of(product.key(), names);
    var gateways = topology.gatewaysOf(found.stream().map(Device::identity).toList());
    return Page.of(
        found,
        limit,
        device -> device.identity().name(),
        device ->
            view(device, seen.get(device.identity().name()), gateways.get(device.identity())));
  }

  @GetMapping(ONE)
  @Operation(operationId = "findDevice", summary = "Find a device; its secret is never shown")
  DeviceView findDevice(@PathVariable String productKey, @PathVariable String deviceName) {
    return devices
        .find(identity(productKey, deviceName))
        .map(this::view)
        .orElseThrow(Lookup::noDevice);
  }

  @PostMapping(ONE + "/disable")
  @Operation(
      operationId = "disableDevice",
      summary = "Refuse the device from now on, and close its session")
  DeviceView disableDevice(@PathVariable String productKey, @PathVariable String deviceName) {
    return afterwards(productKey, deviceName, office::disable);
  }

  @PostMapping(ONE + "/enable")
  @Operation(operationId = "enableDevice", summary = "Let a disabled device in again")
  DeviceView enableDevice(@PathVariable String productKey, @PathVariable String deviceName) {
    return afterwards(productKey, deviceName, office::enable);
  }

  @PostMapping(ONE + "/reset")
  @Operation(
      operationId = "resetDevice",
      summary = "Let an activated device register again, until its next login",
      description =
          "Its secret does not change, and its session stays. It leaves its gateway, and its"
              + " sub-devices leave it.")
  DeviceView resetDevice(@PathVariable String productKey, @PathVariable String deviceName) {
    return afterwards(productKey, deviceName, office::reset);
  }

  @DeleteMapping(ONE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteDevice",
      summary = "End this identity for good, and close its session",
      description = "A later device of the same name gets another secret.")
  void deleteDevice(@PathVariable String productKey, @PathVariable String deviceName) {
    if (!office.delete(identity(productKey, deviceName))) {
      throw Lookup.noDevice();
    }
  }

  private DeviceView afterwards(
      String productKey, String deviceName, Predicate<DeviceIdentity> act) {
    if (!act.test(identity(productKey, deviceName))) {
      throw Lookup.noDevice();
    }
    return findDevice(productKey, deviceName);
  }

  private DeviceIdentity identity(String productKey, String deviceName) {
    return Lookup.identity(Lookup.product(products, productKey), deviceName);
  }

  private DeviceView view(Device device) {
    var identity = device.identity();
    var seen = sightings.of(identity.product(), List.of(identity.name()));
    return view(device, seen.get(identity.name()), topology.gatewayOf(identity).orElse(null));
  }

  private DeviceView view(
      Device device, @Nullable Sighting sighting, @Nullable DeviceIdentity gateway) {
    return DeviceView.of(device, sessions.isOnline(device.identity()), sighting, gateway);
  }
}
