package io.mintmark.gate;

import io.netty.buffer.ByteBuf;

/// Goes through a stream of MQTT packets and passes on, without copying, what a guard lets through:
/// neighbouring permitted packets as one piece. A packet is judged by its head, so that a long one
/// is neither gathered nor held.
final class FrameCutter {

  /// What becomes of a packet.
  enum Verdict {
    /// It goes through, its tail too when that arrives.
    PASS,
    /// It vanishes, its tail too when that arrives.
    DROP,
    /// The guard takes it, whole, after everything before it has been passed on.
    TAKE,
    /// More of it must arrive, or something else must happen first.
    WAIT,
    /// Nothing more is read from this stream.
    STOP
  }

  /// Who decides.
  interface Guard {

    /// Looks at a packet; only its fixed header is sure to be there, and not even that if it is
    /// malformed. Answering TAKE is allowed only for a whole packet.
    Verdict judge(Frame frame);

    /// Permitted bytes; the receiver owns the buffer.
    void pass(ByteBuf run);

    /// A packet that was judged TAKE.
    ///
    /// @return whether to go on reading
    boolean take(Frame frame);
  }

  /// Bytes still to come of the packet that was judged last.
  private int rest;

  private boolean dropping;

  /// Consumes what can be consumed of the buffer.
  ///
  /// @return false when the guard said to stop; the buffer is then empty
  boolean cut(ByteBuf in, Guard guard) {
    int at = in.readerIndex(); // up to here all may pass, but has not been passed on yet
    while (at < in.writerIndex()) {
      if (rest > 0) {
        at = stepOverRest(in, at);
        continue;
      }
      Frame frame = Frame.at(in, at);
      if (frame == null) {
        break;
      }
      Verdict verdict = guard.judge(frame);
      if (verdict == Verdict.PASS) {
        remember(frame, false);
        continue;
      }
      passUpTo(in, at, guard);
      if (!halt(in, frame, verdict, guard)) {
        return verdict == Verdict.WAIT;
      }
      at = in.readerIndex();
    }
    passUpTo(in, at, guard);
    return true;
  }

  /// Whether a packet has been passed on in part: whatever else goes the same way must wait for its
  /// end.
  boolean isInsidePacket() {
    return rest > 0 && !dropping;
  }

  private int stepOverRest(ByteBuf in, int at) {
    int step = Math.min(rest, in.writerIndex() - at);
    rest -= step;
    if (dropping) {
      in.skipBytes(step);
    }
    return at + step;
  }

  private void remember(Frame frame, boolean drop) {
    rest = frame.length();
    dropping = drop;
  }

  /// Deals with a packet that does not simply pass; whether to go on.
  private boolean halt(ByteBuf in, Frame frame, Verdict verdict, Guard guard) {
    return switch (verdict) {
      case PASS -> true;
      case DROP -> {
        remember(frame, true);
        yield true;
      }
      case TAKE -> {
        boolean goOn = guard.take(frame);
        in.readerIndex(goOn ? frame.end() : in.writerIndex());
        yield goOn;
      }
      case WAIT -> false;
      case STOP -> {
        in.skipBytes(in.readableBytes());
        yield false;
      }
    };
  }

  private static void passUpTo(ByteBuf in, int index, Guard guard) {
    int length = index - in.readerIndex();
    if (length > 0) {
      guard.pass(in.readRetainedSlice(length));
    }
  }
}
