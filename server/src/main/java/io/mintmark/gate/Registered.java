package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import java.time.Duration;

/// The device has been sent its credential and is expected to close. Some send PINGREQ, PUBACK or
/// DISCONNECT first; anything else is not for a registration connection.
final class Registered implements Stage {

  /// Both vendors' SDKs close within five seconds; Aliyun's platform waits this long.
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final int LONGEST_FRAME = 64;

  private final MqttConnection connection;

  Registered(MqttConnection connection) {
    this.connection = connection;
    connection.visit().expireIn(LONGEST);
  }

  @Override
  public void read(ByteBuf in) {
    Frame frame = Frame.at(in, in.readerIndex());
    if (frame == null) {
      return;
    }
    if (frame.isMalformed() || frame.length() > LONGEST_FRAME) {
      leave(in);
      return;
    }
    if (!frame.isWhole()) {
      return;
    }
    switch (frame.type()) {
      case Frame.PINGREQ -> connection.write(Packets.pingresp());
      case Frame.PUBACK -> {}
      default -> {
        leave(in);
        return;
      }
    }
    in.readerIndex(frame.end());
  }

  private void leave(ByteBuf in) {
    in.skipBytes(in.readableBytes());
    connection.leave();
  }

  @Override
  public void inputEnded() {
    connection.closeWhenFlushed();
  }

  @Override
  public void expired() {
    connection.leave();
  }

  @Override
  public void closed() {}
}
