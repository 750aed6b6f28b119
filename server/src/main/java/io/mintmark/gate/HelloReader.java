package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// Reads a ClientHello across TLS records (RFC 8446, 5.1), from the first octet of the connection
/// on. It goes forward only, so what it finds never depends on how the stream was cut into
/// segments.
final class HelloReader {

  /// Hellos with post-quantum key shares have about 2 KB.
  private static final int MAX_HELLO_BYTES = 16 * 1024;

  /// Enough for the longest hello in fragments of 512 octets, the shortest a device may ask for.
  private static final int MAX_RECORDS = 64;

  private static final int HANDSHAKE = 0x16;
  private static final int MAJOR_VERSION = 3;
  private static final int CLIENT_HELLO = 1;
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int MAX_RECORD_BYTES = 1 << 14;

  private final ByteBuf stream;
  private final ByteBuf message = Unpooled.buffer(512);

  private HelloReader(ByteBuf stream) {
    this.stream = stream.duplicate();
  }

  /// Where the hello at the beginning of the stream belongs, or null while more of it has to
  /// arrive. The stream is left as it is.
  static @Nullable HelloRoute read(ByteBuf stream) {
    return new HelloReader(stream).read();
  }

  private @Nullable HelloRoute read() {
    for (int records = 0; records < MAX_RECORDS; records++) {
      if (stream.readableBytes() < RECORD_HEADER) {
        return null;
      }
      int type = stream.readUnsignedByte();
      int major = stream.readUnsignedByte();
      stream.skipBytes(1); // the minor version of the first record means nothing
      int length = stream.readUnsignedShort();
      if (type != HANDSHAKE || major != MAJOR_VERSION || length == 0 || length > MAX_RECORD_BYTES) {
        return HelloRoute.UNREADABLE;
      }
      int arrived = Math.min(length, stream.readableBytes());
      message.writeBytes(stream, arrived);
      HelloRoute route = ofMessage();
      if (route != null || arrived < length) {
        return route;
      }
    }
    return HelloRoute.UNREADABLE;
  }

  /// What the message says as far as it has arrived, null if it may go on.
  private @Nullable HelloRoute ofMessage() {
    if (message.readableBytes() < MESSAGE_HEADER) {
      return null;
    }
    int length = message.getUnsignedMedium(1);
    if (message.getByte(0) != CLIENT_HELLO || length > MAX_HELLO_BYTES) {
      return HelloRoute.UNREADABLE;
    }
    return message.readableBytes() < MESSAGE_HEADER + length
        ? null
        : HelloRoute.of(message.slice(MESSAGE_HEADER, length));
  }
}
