package io.mintmark.gateway;

import io.mintmark.device.ActWitness;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Notice;
import io.mintmark.device.OperatorAct;
import io.mintmark.device.TopologyChange;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What operators see of the topology and do to it, and how gateways come to hear of it. Calls
/// block until done and durable; for the management plane.
public final class TopologyOffice implements ActWitness {

  private final Topology topology;
  private final LiveSessions sessions;
  private final LiveGateways gateways;
  private final EventLog events;
  private final InstantSource clock;

  public TopologyOffice(
      Topology topology,
      LiveSessions sessions,
      LiveGateways gateways,
      EventLog events,
      InstantSource clock) {
    this.topology = topology;
    this.sessions = sessions;
    this.gateways = gateways;
    this.events = events;
    this.clock = clock;
  }

  public Optional<DeviceIdentity> gatewayOf(DeviceIdentity subDevice) {
    return await(topology.gatewayOf(subDevice));
  }

  /// The gateways of those devices that have one.
  public Map<DeviceIdentity, DeviceIdentity> gatewaysOf(List<DeviceIdentity> devices) {
    var asked = devices.stream().map(device -> topology.gatewayOf(device)).toList();
    Map<DeviceIdentity, DeviceIdentity> found = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      var device = devices.get(i);
      await(asked.get(i)).ifPresent(gateway -> found.put(device, gateway));
    }
    return found;
  }

  public List<DeviceIdentity> subDevicesOf(DeviceIdentity gateway) {
    return await(topology.subDevicesOf(gateway));
  }

  /// Takes a sub-device from its gateway, which is told, and ends the session that it has through
  /// it. False if it was not this gateway's.
  public boolean remove(DeviceIdentity gateway, DeviceIdentity subDevice) {
    boolean done = await(topology.unbind(gateway, subDevice));
    if (done) {
      leave(gateway, subDevice);
      events.append(
          new Event(
              clock.instant(),
              EventKind.OPERATION,
              "TOPOLOGY_REMOVED",
              subDevice.product().value(),
              subDevice.name(),
              null,
              null,
              "of gateway " + gateway));
    }
    return done;
  }

  /// A gateway hears what becomes of its sub-devices; a gateway that is reset or deleted has none
  /// any more.
  @Override
  public Runnable before(DeviceIdentity identity, OperatorAct act) {
    Optional<DeviceIdentity> gateway = gatewayOf(identity);
    return switch (act) {
      case DISABLE -> () -> tell(gateway, TopologyChange.DISABLED, identity);
      case ENABLE -> () -> tell(gateway, TopologyChange.ENABLED, identity);
      case DELETE -> () -> tell(gateway, TopologyChange.REMOVED, identity);
      case RESET -> {
        List<DeviceIdentity> subDevices = subDevicesOf(identity);
        yield () -> {
          gateway.ifPresent(its -> leave(its, identity));
          subDevices.forEach(subDevice -> gateways.endThrough(identity, subDevice));
          if (!subDevices.isEmpty()) {
            tell(identity, TopologyChange.REMOVED, subDevices);
          }
        };
      }
    };
  }

  private void leave(DeviceIdentity gateway, DeviceIdentity subDevice) {
    gateways.endThrough(gateway, subDevice);
    tell(gateway, TopologyChange.REMOVED, List.of(subDevice));
  }

  private void tell(
      Optional<DeviceIdentity> gateway, TopologyChange change, DeviceIdentity subDevice) {
    gateway.ifPresent(its -> tell(its, change, List.of(subDevice)));
  }

  private void tell(
      DeviceIdentity gateway, TopologyChange change, List<DeviceIdentity> subDevices) {
    sessions.tell(gateway, new Notice.TopologyChanged(change, subDevices));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
