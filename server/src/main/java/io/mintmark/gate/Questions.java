package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceMessage;
import io.mintmark.dialect.ServiceReading;
import io.mintmark.gateway.GatewayOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What a device asks the server itself, for itself or for its sub-devices. Most devices never do.
/// Belongs to the session's event loop.
final class Questions {

  private final Session session;
  private @Nullable ServiceDesk desk;
  private @Nullable GatewayService gatewayService;

  Questions(Session session) {
    this.session = session;
  }

  /// Whether so many are being answered that no more are taken.
  boolean areMany() {
    return desk != null && desk.isFull();
  }

  /// Nothing is served to programs.
  void ask(String topic, byte[] payload) {
    if (!(session.principal() instanceof Principal.OfDevice device)) {
      return;
    }
    Services services = session.connection().plane().services();
    var asker = askerOf(device, topic);
    var message = new ServiceMessage(asker, topic, payload, services.now());
    desk()
        .ask(
            () ->
                services.answer(device.protocol(), message, asked -> serve(device, asker, asked)));
  }

  private DeviceIdentity askerOf(Principal.OfDevice device, String topic) {
    var subDevices = session.subDevices();
    if (subDevices.size() == 0 || device.mayPublish(topic)) {
      return device.identity();
    }
    var subDevice = subDevices.publisherTo(topic);
    return subDevice == null ? device.identity() : subDevice.identity();
  }

  private ServiceDesk desk() {
    if (desk == null) {
      desk = new ServiceDesk(session.loop(), session::say, session::answered);
    }
    return desk;
  }

  /// Sub-devices have no gateway service themselves.
  private CompletionStage<List<Push>> serve(
      Principal.OfDevice device, DeviceIdentity asker, ServiceReading.Gateway asked) {
    if (!asker.equals(device.identity())) {
      var refusal = new GatewayOutcome.Refused(GatewayOutcome.Reason.METHOD_NOT_OFFERED);
      return CompletableFuture.completedFuture(asked.answer().write(refusal));
    }
    if (gatewayService == null) {
      gatewayService = new GatewayService(session, device);
    }
    return gatewayService.serve(asked);
  }
}
