package io.mintmark.api;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Devices;
import io.mintmark.device.LiveSessions;
import io.mintmark.gateway.TopologyOffice;
import io.mintmark.product.Products;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The sub-devices of a gateway. Gateways bind them themselves; an operator may take one away.
@RestController
@Tag(name = "Devices")
class SubDevicesResource {

  static final String PATH = DevicesResource.ONE + "/subdevices";
  static final String ONE = PATH + "/{subProductKey}/{subDeviceName}";

  private final Products products;
  private final Devices devices;
  private final TopologyOffice office;
  private final LiveSessions sessions;

  SubDevicesResource(
      Products products, Devices devices, TopologyOffice office, LiveSessions sessions) {
    this.products = products;
    this.devices = devices;
    this.office = office;
    this.sessions = sessions;
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "listSubDevices",
      summary = "List a gateway's sub-devices, 1,500 at most, on one page")
  Page<SubDeviceView> listSubDevices(
      @PathVariable String productKey, @PathVariable String deviceName) {
    var gateway = gateway(productKey, deviceName);
    return Page.all(
        office.subDevicesOf(gateway),
        subDevice -> SubDeviceView.of(subDevice, sessions.isOnline(subDevice)));
  }

  @DeleteMapping(ONE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "removeSubDevice",
      summary = "Take a sub-device from its gateway",
      description =
          "The gateway is told, and the sub-device's session through it ends. It may be bound again.")
  void removeSubDevice(
      @PathVariable String productKey,
      @PathVariable String deviceName,
      @PathVariable String subProductKey,
      @PathVariable String subDeviceName) {
    var gateway = gateway(productKey, deviceName);
    var subDevice = Lookup.identity(Lookup.product(products, subProductKey), subDeviceName);
    if (!office.remove(gateway, subDevice)) {
      throw ProblemException.notFound("sub-device of this name at the gateway");
    }
  }

  private DeviceIdentity gateway(String productKey, String deviceName) {
    var identity = Lookup.identity(Lookup.product(products, productKey), deviceName);
    return devices.find(identity).orElseThrow(Lookup::noDevice).identity();
  }
}
