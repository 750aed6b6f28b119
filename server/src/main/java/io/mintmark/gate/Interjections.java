package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the gate itself has to say on a stream whose packets go through it as they arrive: it must
/// not fall into the middle of one, so it waits for the end of that. Belongs to an event loop.
final class Interjections {

  /// Beyond this, whoever makes the gate speak is not listened to.
  private static final int MANY = 64;

  private @Nullable Queue<ByteBuf> waiting;

  void add(ByteBuf packet) {
    if (waiting == null) {
      waiting = new ArrayDeque<>(4);
    }
    waiting.add(packet);
  }

  boolean areMany() {
    return waiting != null && waiting.size() >= MANY;
  }

  /// The next that waits, which then belongs to the caller; null if none does.
  @Nullable ByteBuf poll() {
    return waiting == null ? null : waiting.poll();
  }

  void discard() {
    for (ByteBuf packet = poll(); packet != null; packet = poll()) {
      packet.release();
    }
  }
}
