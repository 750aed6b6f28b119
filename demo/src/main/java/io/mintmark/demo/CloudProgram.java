package io.mintmark.demo;

import io.mintmark.devicekit.wire.ConnectFields;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Session;
import java.io.IOException;

/// A cloud program of the owner: connects with an application key and hears what devices send.
final class CloudProgram {

  private static final int REFUSED = 0x80;

  private final Session session;

  private CloudProgram(Session session) {
    this.session = session;
  }

  static CloudProgram connect(MqttClient mqtt, String keyId, String token, Runnable onMessage)
      throws IOException {
    var fields = ConnectFields.mqtt311("demo", keyId, token, true, 60);
    var outcome = mqtt.connect(fields, (_, _) -> onMessage.run()).join();
    return switch (outcome) {
      case LoginOutcome.Connected(var session, _) -> new CloudProgram(session);
      case LoginOutcome.Refused(int code) ->
          throw new IOException("the application key was refused: CONNACK " + code);
    };
  }

  void listenTo(String filter) throws IOException {
    if (session.subscribe(filter, 1).join() == REFUSED) {
      throw new IOException("the subscription was refused: " + filter);
    }
  }
}
