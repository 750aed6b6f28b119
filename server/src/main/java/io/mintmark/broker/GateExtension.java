package io.mintmark.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.client.parameter.ServerInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Our foot inside the broker: refuses every CONNECT without a pass of the gate, gives each client
/// its queue, and tells which port was bound. Topics are the gate's affair; a client that got in
/// may use all of them.
final class GateExtension implements ExtensionMain, SimpleAuthenticator {

  private final OneTimeTokens tokens;
  private final BrokerSettings settings;
  private volatile @Nullable ServerInformation server;

  GateExtension(OneTimeTokens tokens, BrokerSettings settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    Services.securityRegistry().setAuthenticatorProvider(connection -> this);
    server = input.getServerInformation();
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

  /// What the broker listens on; empty when this extension was not started.
  Collection<Listener> listeners() {
    ServerInformation started = server;
    return started == null ? List.of() : started.getListener();
  }

  /// Called on the broker's extension threads.
  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    var connect = input.getConnectPacket();
    Optional<ClientKind> admitted =
        connect
            .getPassword()
            .flatMap(password -> tokens.redeem(connect.getClientId(), bytesOf(password)));
    if (admitted.isEmpty()) {
      output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED);
      return;
    }
    output.getClientSettings().setClientQueueSizeMaximum(settings.queueOf(admitted.get()));
    output.authenticateSuccessfully();
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
