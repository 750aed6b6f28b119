package io.mintmark.bench;

import io.netty.buffer.ByteBuf;

/// What a load does over and over: the bytes of one request, and whether an answer is whole and
/// good. Called on one thread.
interface Operation {

  /// The next request, or null when no more can be made (each device registers only once).
  byte @org.jspecify.annotations.Nullable [] nextRequest();

  /// Looks at the bytes received so far for the latest request of one connection.
  Reply judge(ByteBuf received);

  /// What is said before a connection is closed; empty for nothing.
  default byte[] farewell() {
    return new byte[0];
  }

  /// What the bytes so far amount to.
  enum Reply {
    INCOMPLETE,
    GOOD,
    REFUSED
  }
}
