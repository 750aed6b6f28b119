package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.device.SubDeviceEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The sub-devices that are online through one gateway's session, and what they open to it. Belongs
/// to the session's event loop.
final class SubDevices {

  private final Session gateway;

  /// By product and by name, because that is how topics have them. Most sessions never have any.
  private Map<String, Map<String, SubDevicePresence>> held = Map.of();

  private int size;

  SubDevices(Session gateway) {
    this.gateway = gateway;
  }

  int size() {
    return size;
  }

  @Nullable SubDevicePresence find(DeviceIdentity subDevice) {
    var ofProduct = held.get(subDevice.product().value());
    return ofProduct == null ? null : ofProduct.get(subDevice.name());
  }

  void add(SubDevicePresence presence) {
    var identity = presence.identity();
    if (size == 0) {
      held = new HashMap<>();
    }
    var before =
        held.computeIfAbsent(identity.product().value(), _ -> new HashMap<>())
            .put(identity.name(), presence);
    size += before == null ? 1 : 0;
    if (gateway.isUp()) {
      gateway.subscribeFor(presence);
    }
  }

  /// Whose a topic is that the gateway may publish to; null if it is no sub-device's.
  @Nullable SubDevicePresence publisherTo(String topic) {
    return ownerOf(topic, presence -> presence.mayPublish(topic));
  }

  /// Thanks to whom the gateway may subscribe to a filter; null if to nobody.
  @Nullable SubDevicePresence subscriberTo(String filter) {
    return ownerOf(filter, presence -> presence.maySubscribe(filter));
  }

  /// Every topic of a device names its product in one level and the device in the next, so that
  /// only those so named are asked, however many there are; or any of a product, for what belongs
  /// to all its devices.
  private @Nullable SubDevicePresence ownerOf(String topic, Predicate<SubDevicePresence> allows) {
    if (size == 0) {
      return null;
    }
    for (int from = 0; from <= topic.length(); ) {
      int to = endOfLevel(topic, from);
      var ofProduct = held.get(topic.substring(from, to));
      if (ofProduct != null) {
        int next = Math.min(to + 1, topic.length());
        var named = ofProduct.get(topic.substring(next, endOfLevel(topic, next)));
        var candidate = named == null ? ofProduct.values().iterator().next() : named;
        if (allows.test(candidate)) {
          return candidate;
        }
      }
      from = to + 1;
    }
    return null;
  }

  private static int endOfLevel(String topic, int from) {
    int slash = topic.indexOf('/', from);
    return slash < 0 ? topic.length() : slash;
  }

  /// The gateway asked for the end of a sub-device's session; false if it had none.
  boolean leave(DeviceIdentity subDevice) {
    SubDevicePresence presence = find(subDevice);
    return presence != null && !presence.isOrderedToEnd() && remove(presence, Ending.LOGGED_OUT);
  }

  /// Somebody else ordered the end of a sub-device's session, and the gateway must hear of it.
  void end(SubDevicePresence presence, Ending ending) {
    if (remove(presence, ending)) {
      gateway.tellNow(new Notice.SubDeviceEnded(presence.identity(), endOf(ending)));
    }
  }

  /// The gateway's session ends.
  ///
  /// @param brokerRemembers whether what it subscribed to outlives it at the broker
  void endAll(boolean brokerRemembers) {
    if (size == 0) {
      return;
    }
    List<String> filters = new ArrayList<>();
    for (SubDevicePresence presence : all()) {
      filters.addAll(presence.filters());
      presence.filters().clear();
      remove(presence, Ending.GATEWAY_CLOSED);
    }
    if (brokerRemembers) {
      gateway.unsubscribe(filters);
    }
  }

  List<SubDevicePresence> all() {
    return held.values().stream().flatMap(ofProduct -> ofProduct.values().stream()).toList();
  }

  private boolean remove(SubDevicePresence presence, Ending ending) {
    var identity = presence.identity();
    var ofProduct = held.get(identity.product().value());
    if (ofProduct == null || !ofProduct.remove(identity.name(), presence)) {
      return false;
    }
    if (ofProduct.isEmpty()) {
      held.remove(identity.product().value());
    }
    size--;
    gateway.connection().plane().sessions().leave(identity, presence);
    gateway.reportEndOf(identity, ending);
    gateway.unsubscribe(
        presence.filters().stream().filter(filter -> !gateway.maySubscribe(filter)).toList());
    return true;
  }

  private static SubDeviceEnd endOf(Ending ending) {
    return switch (ending.reason()) {
      case "TAKEN_OVER" -> SubDeviceEnd.TAKEN_OVER;
      case "DEVICE_DISABLED", "DEVICE_HELD" -> SubDeviceEnd.DEVICE_DISABLED;
      case "DEVICE_DELETED" -> SubDeviceEnd.DEVICE_DELETED;
      case "TOPOLOGY_REMOVED" -> SubDeviceEnd.TOPOLOGY_REMOVED;
      default -> SubDeviceEnd.OTHER;
    };
  }
}
