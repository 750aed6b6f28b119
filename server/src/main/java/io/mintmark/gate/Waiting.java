package io.mintmark.gate;

import io.netty.buffer.ByteBuf;

/// Somebody else is deciding. What arrives meanwhile waits, and a peer that stopped sending still
/// gets its answer.
final class Waiting implements Stage {

  private final MqttConnection connection;
  private final Runnable onClosed;

  Waiting(MqttConnection connection, Runnable onClosed) {
    this.connection = connection;
    this.onClosed = onClosed;
  }

  @Override
  public void read(ByteBuf in) {}

  @Override
  public void inputEnded() {}

  @Override
  public void expired() {
    onClosed.run();
    connection.close();
  }

  /// The answer is given first; what then begins is dismissed in its turn.
  @Override
  public void dismissed() {}

  @Override
  public void closed() {
    onClosed.run();
  }
}
