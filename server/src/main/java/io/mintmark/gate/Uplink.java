package io.mintmark.gate;

import io.mintmark.gate.FrameCutter.Verdict;
import io.netty.buffer.ByteBuf;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client says after its login: passed to the broker as it is, once each packet is found to
/// be permitted; or, if it is for the server itself, answered in the broker's place.
final class Uplink implements FrameCutter.Guard {

  /// Longest packet that must be gathered to be judged. Vendors' devices subscribe to a handful of
  /// filters at a time.
  private static final int MAX_GATHERED_BYTES = 64 * 1024;

  private final Session session;
  private final FrameCutter cutter = new FrameCutter();

  /// Packet ids of QoS 2 messages that the gate keeps to itself and whose PUBREL is awaited; null
  /// if there has never been one.
  private @Nullable BitSet kept;

  private final HeldFilters held = new HeldFilters();

  private Ending ending = Ending.CLIENT_CLOSED;
  private String endingDetail = "";

  Uplink(Session session) {
    this.session = session;
  }

  /// Passes on what it can; false when the session is to end, see [#ending].
  boolean read(ByteBuf in) {
    return cutter.cut(in, this);
  }

  /// Whether a packet has gone to the broker in part.
  boolean isInsidePacket() {
    return cutter.isInsidePacket();
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
      case Frame.UNSUBSCRIBE -> judgeUnsubscribe(frame);
      case Frame.PUBACK, Frame.PUBREC, Frame.PUBCOMP ->
          session.isUp() ? Verdict.PASS : Verdict.DROP;
      case Frame.PUBREL -> judgePubrel(frame);
      case Frame.PINGREQ -> session.isUp() ? Verdict.PASS : whole(frame);
      case Frame.DISCONNECT -> whole(frame);
      default -> stop(Ending.PROTOCOL_ERROR, "packet type " + frame.type());
    };
  }

  private Verdict judgePublish(Frame frame) {
    return switch (PublishHead.read(frame)) {
      case PublishHead.Reading.TooEarly() -> Verdict.WAIT;
      case PublishHead.Reading.Malformed() -> malformed("PUBLISH");
      case PublishHead.Reading.Known(var head) -> judgeTopic(frame, head);
    };
  }

  private Verdict judgeTopic(Frame frame, PublishHead head) {
    MqttRules rules = session.rules();
    if (!session.mayPublish(head.topic())) {
      return refuse(head, MessageRefusal.FORBIDDEN_TOPIC, "publish " + head.topic());
    }
    if (frame.length() > rules.maxPublishBytes()) {
      return refuseLong(frame, head);
    }
    if (rules.plainOnly() && head.qos() == 2) {
      return refuse(head, MessageRefusal.NOT_SERVED, "QoS 2 on " + head.topic());
    }
    if (rules.plainOnly() && frame.isRetained()) {
      session.refuse(MessageRefusal.NOT_SERVED, "retain on " + head.topic());
      frame.clearRetain();
    }
    return session.isServed(head.topic()) ? judgeServed(frame, head) : judgeForBroker(head);
  }

  private Verdict judgeForBroker(PublishHead head) {
    if (head.qos() > session.connection().plane().brokerFeatures().highestQos()) {
      return stop(Ending.QOS_NOT_SUPPORTED, "QoS " + head.qos());
    }
    return session.isCarried(head.topic())
        ? connectedThrough(Verdict.PASS)
        : refuse(head, MessageRefusal.FORBIDDEN_TOPIC, "publish " + head.topic());
  }

  private Verdict judgeServed(Frame frame, PublishHead head) {
    if (frame.length() > MAX_GATHERED_BYTES) {
      return refuseLong(frame, head);
    }
    return frame.isWhole() && session.mayAsk() ? Verdict.TAKE : Verdict.WAIT;
  }

  private Verdict refuseLong(Frame frame, PublishHead head) {
    String detail = frame.length() + " bytes on " + head.topic();
    return refuse(head, MessageRefusal.TOO_LARGE, detail);
  }

  /// A refused message is acknowledged, or the client would send it for ever.
  private Verdict refuse(PublishHead head, MessageRefusal why, String detail) {
    session.refuse(why, detail);
    int level = session.level();
    int code = why.reasonCode();
    switch (head.qos()) {
      case 1 -> session.say(Packets.refusedPublish(level, Frame.PUBACK, head.packetId(), code));
      case 2 -> {
        session.say(Packets.refusedPublish(level, Frame.PUBREC, head.packetId(), code));
        if (level < Wishes.MQTT_5) {
          keep(head.packetId()); // in MQTT 5 a refused message is over with its PUBREC
        }
      }
      default -> {}
    }
    return Verdict.DROP;
  }

  private boolean serve(Frame frame) {
    byte[] payload = PublishHead.payload(frame, session.level());
    if (payload == null
        || !(PublishHead.read(frame) instanceof PublishHead.Reading.Known(var head))) {
      malformed("PUBLISH");
      return false;
    }
    boolean isNew = true;
    switch (head.qos()) {
      case 1 -> session.say(Packets.puback(head.packetId()));
      case 2 -> {
        isNew = keep(head.packetId());
        session.say(Packets.pubrec(head.packetId()));
      }
      default -> {}
    }
    if (isNew) {
      session.ask(head.topic(), payload);
    }
    return true;
  }

  /// Remembers a QoS 2 message until its PUBREL; false if it came before.
  private boolean keep(int packetId) {
    if (kept == null) {
      kept = new BitSet();
    }
    boolean isNew = !kept.get(packetId);
    kept.set(packetId);
    return isNew;
  }

  private Verdict judgePubrel(Frame frame) {
    Verdict verdict = whole(frame);
    boolean forBroker = session.isUp() && !isOfKept(frame);
    return verdict == Verdict.TAKE && forBroker ? Verdict.PASS : verdict;
  }

  private boolean isOfKept(Frame frame) {
    return kept != null
        && frame.isWhole()
        && frame.bodyLength() >= 2
        && kept.get(frame.in().getUnsignedShort(frame.body()));
  }

  /// The end of a QoS 2 message that never went to the broker.
  private void complete(Frame frame) {
    if (frame.bodyLength() >= 2) {
      int packetId = frame.in().getUnsignedShort(frame.body());
      if (kept != null) {
        kept.clear(packetId);
      }
      session.say(Packets.pubcomp(packetId));
    }
  }

  private Verdict judgeSubscribe(Frame frame) {
    if (whole(frame) != Verdict.TAKE) {
      return whole(frame);
    }
    if (session.rules().plainOnly()) {
      Subscription.grantAtMostQos1(frame);
    }
    var subscription = Subscription.read(frame, session.level());
    if (subscription == null) {
      return malformed("SUBSCRIBE");
    }
    boolean[] refused = subscription.refusals(this::maySubscribe);
    boolean someLeft = refused.length == 0 || !subscription.remaining(refused).isEmpty();
    if (someLeft && connectedThrough(Verdict.PASS) == Verdict.WAIT) {
      return Verdict.WAIT;
    }
    if (refused.length > 0) {
      return Verdict.TAKE;
    }
    hold(subscription, refused);
    return Verdict.PASS;
  }

  private boolean maySubscribe(String filter) {
    return session.maySubscribe(filter) && session.isCarried(filter) && hasRoomFor(filter);
  }

  /// A gateway has the room of its sub-devices too. The filters of one SUBSCRIBE are counted after
  /// it, so it may go beyond the limit by a few.
  private boolean hasRoomFor(String filter) {
    long most = (long) session.rules().maxFilters() * (1 + session.subDevices().size());
    return held.count() < most || held.contains(filter);
  }

  private void hold(Subscription subscription, boolean[] refused) {
    var granted = refused.length == 0 ? subscription.filters() : subscription.remaining(refused);
    session.note(granted);
    if (session.rules().maxFilters() < Integer.MAX_VALUE) {
      granted.forEach(filter -> held.add(filter.text()));
    }
  }

  /// The gate has unsubscribed for the client.
  void forget(List<String> filters) {
    filters.forEach(held::remove);
  }

  private Verdict judgeUnsubscribe(Frame frame) {
    if (session.rules().maxFilters() == Integer.MAX_VALUE) {
      return connectedThrough(Verdict.PASS);
    }
    Verdict verdict = whole(frame);
    if (verdict != Verdict.TAKE || connectedThrough(Verdict.PASS) == Verdict.WAIT) {
      return verdict == Verdict.TAKE ? Verdict.WAIT : verdict;
    }
    Subscription.readEnd(frame, session.level()).forEach(held::remove);
    return Verdict.PASS;
  }

  @Override
  public boolean take(Frame frame) {
    switch (frame.type()) {
      case Frame.PUBLISH -> {
        return serve(frame);
      }
      case Frame.PINGREQ -> session.say(Packets.pingresp());
      case Frame.PUBREL -> complete(frame);
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
    boolean[] refused = subscription.refusals(this::maySubscribe);
    for (int i = 0; i < refused.length; i++) {
      if (refused[i]) {
        noteRefused(subscription.filters().get(i).text());
      }
    }
    hold(subscription, refused);
    var upstream = session.upstream();
    if (upstream != null && !subscription.remaining(refused).isEmpty()) {
      upstream.subscribe(subscription, refused);
      return;
    }
    byte[] codes = Subscription.codes(refused, frame.in().slice(0, 0), refusalCode());
    session.say(
        Packets.suback(
            session.connection().alloc(),
            session.level(),
            subscription.packetId(),
            new byte[0],
            codes));
  }

  private void noteRefused(String filter) {
    boolean own = session.maySubscribe(filter) && session.isCarried(filter);
    session.refuse(
        own ? MessageRefusal.TOO_MANY_FILTERS : MessageRefusal.FORBIDDEN_TOPIC,
        "subscribe " + filter);
  }

  private int refusalCode() {
    return session.wishes().isMqtt5() ? ReasonCodes.NOT_AUTHORIZED : ReasonCodes.FILTER_REFUSED;
  }

  private void disconnect(Frame frame) {
    session.leaveSubDevices();
    if (session.isUp()) {
      session.up(frame.in().retainedSlice(frame.start(), frame.length()));
    }
    ending = Ending.DISCONNECTED;
    endingDetail = "DISCONNECT";
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
