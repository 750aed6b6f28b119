package io.mintmark.gate;

import io.mintmark.gate.FrameCutter.Verdict;
import io.netty.buffer.ByteBuf;

/// What a client says after its login: passed to the broker as it is, once each packet is found to
/// be permitted.
final class Uplink implements FrameCutter.Guard {

  /// Longest packet that must be gathered to be judged. Vendors' devices subscribe to a handful of
  /// filters at a time.
  private static final int MAX_GATHERED_BYTES = 64 * 1024;

  private final Session session;
  private final FrameCutter cutter = new FrameCutter();
  private Ending ending = Ending.CLIENT_CLOSED;
  private String endingDetail = "";

  Uplink(Session session) {
    this.session = session;
  }

  /// Passes on what it can; false when the session is to end, see [#ending].
  boolean read(ByteBuf in) {
    return cutter.cut(in, this);
  }

  Ending ending() {
    return ending;
  }

  String endingDetail() {
    return endingDetail;
  }

  @Override
  public void pass(ByteBuf run) {
    session.up(run);
  }

  @Override
  public Verdict judge(Frame frame) {
    if (frame.isMalformed()) {
      return stop(Ending.MALFORMED_PACKET, "the length of a packet has more than four bytes");
    }
    int largest = session.connection().plane().neighbours().broker().limits().maxPacketBytes();
    if (frame.length() > largest) {
      return stop(Ending.PACKET_TOO_LARGE, frame.length() + " bytes");
    }
    return switch (frame.type()) {
      case Frame.PUBLISH -> judgePublish(frame);
      case Frame.SUBSCRIBE -> judgeSubscribe(frame);
      case Frame.UNSUBSCRIBE -> connectedThrough(Verdict.PASS);
      case Frame.PUBACK, Frame.PUBREC, Frame.PUBCOMP ->
          session.isUp() ? Verdict.PASS : Verdict.DROP;
      case Frame.PINGREQ, Frame.PUBREL -> session.isUp() ? Verdict.PASS : whole(frame);
      case Frame.DISCONNECT -> whole(frame);
      default -> stop(Ending.PROTOCOL_ERROR, "packet type " + frame.type());
    };
  }

  private Verdict judgePublish(Frame frame) {
    return switch (PublishHead.read(frame)) {
      case PublishHead.Reading.TooEarly() -> Verdict.WAIT;
      case PublishHead.Reading.Malformed() -> malformed("PUBLISH");
      case PublishHead.Reading.Known(var head) -> {
        if (session.principal().mayPublish(head.topic())) {
          yield connectedThrough(Verdict.PASS);
        }
        session.refuseTopic("publish", head.topic());
        acknowledge(head);
        yield Verdict.DROP;
      }
    };
  }

  /// A refused message is acknowledged, or the client would send it for ever.
  private void acknowledge(PublishHead head) {
    int level = session.level();
    switch (head.qos()) {
      case 1 -> answer(Packets.refusedPublish(level, Frame.PUBACK, head.packetId()));
      case 2 -> answer(Packets.refusedPublish(level, Frame.PUBREC, head.packetId()));
      default -> {}
    }
  }

  /// Without the broker, only a refused message can have come so far.
  private void completeRefused(Frame frame) {
    if (frame.bodyLength() >= 2) {
      answer(Packets.pubcomp(frame.in().getUnsignedShort(frame.body())));
    }
  }

  private Verdict judgeSubscribe(Frame frame) {
    if (whole(frame) != Verdict.TAKE) {
      return whole(frame);
    }
    var subscription = Subscription.read(frame, session.level());
    if (subscription == null) {
      return malformed("SUBSCRIBE");
    }
    boolean[] refused = subscription.refusals(session.principal()::maySubscribe);
    boolean someLeft = refused.length == 0 || !subscription.remaining(refused).isEmpty();
    if (someLeft && connectedThrough(Verdict.PASS) == Verdict.WAIT) {
      return Verdict.WAIT;
    }
    return refused.length == 0 ? Verdict.PASS : Verdict.TAKE;
  }

  @Override
  public boolean take(Frame frame) {
    switch (frame.type()) {
      case Frame.PINGREQ -> answer(Packets.pingresp());
      case Frame.PUBREL -> completeRefused(frame);
      case Frame.SUBSCRIBE -> subscribeInPart(frame);
      default -> {
        disconnect(frame);
        return false;
      }
    }
    return true;
  }

  /// Refused filters are answered here, the others by the broker, and the client gets one SUBACK.
  private void subscribeInPart(Frame frame) {
    var subscription = Subscription.read(frame, session.level());
    if (subscription == null) {
      return; // judged already
    }
    boolean[] refused = subscription.refusals(session.principal()::maySubscribe);
    for (int i = 0; i < refused.length; i++) {
      if (refused[i]) {
        session.refuseTopic("subscribe", subscription.filters().get(i).text());
      }
    }
    var upstream = session.upstream();
    if (upstream != null && !subscription.remaining(refused).isEmpty()) {
      upstream.subscribe(subscription, refused);
      return;
    }
    byte[] codes = Subscription.codes(refused, frame.in().slice(0, 0), refusalCode());
    answer(
        Packets.suback(
            session.connection().alloc(),
            session.level(),
            subscription.packetId(),
            new byte[0],
            codes));
  }

  private int refusalCode() {
    return session.wishes().isMqtt5() ? ReasonCodes.NOT_AUTHORIZED : ReasonCodes.FILTER_REFUSED;
  }

  private void disconnect(Frame frame) {
    if (session.isUp()) {
      session.up(frame.in().retainedSlice(frame.start(), frame.length()));
    }
    ending = Ending.DISCONNECTED;
    endingDetail = "DISCONNECT";
  }

  private void answer(ByteBuf packet) {
    session.connection().write(packet);
  }

  private Verdict whole(Frame frame) {
    if (frame.length() > MAX_GATHERED_BYTES) {
      return stop(Ending.PACKET_TOO_LARGE, frame.length() + " bytes");
    }
    return frame.isWhole() ? Verdict.TAKE : Verdict.WAIT;
  }

  /// The verdict once the broker can be spoken to; until then, wait for that.
  private Verdict connectedThrough(Verdict verdict) {
    if (session.isUp()) {
      return verdict;
    }
    session.open();
    return Verdict.WAIT;
  }

  private Verdict malformed(String packet) {
    return stop(Ending.MALFORMED_PACKET, packet);
  }

  private Verdict stop(Ending why, String detail) {
    ending = why;
    endingDetail = detail;
    return Verdict.STOP;
  }
}
