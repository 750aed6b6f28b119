package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A SUBSCRIBE, read.
///
/// @param properties of MQTT 5, raw, without their length
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Subscription(int packetId, byte[] properties, List<Filter> filters) {

  /// One topic filter.
  ///
  /// @param options requested QoS, and in MQTT 5 more
  record Filter(String text, int options) {}

  /// Reads a whole frame of type SUBSCRIBE; null if it is malformed.
  static @Nullable Subscription read(Frame frame, int level) {
    var in = new WireReader(frame.in(), frame.body(), frame.end());
    int packetId = in.unsignedShort();
    byte[] properties = level == Wishes.MQTT_5 ? in.bytes(in.variableLength()) : new byte[0];
    var filters = new ArrayList<Filter>(2);
    while (in.fault() == null && in.remaining() > 0) {
      filters.add(new Filter(in.text("topic filter"), in.octet()));
    }
    boolean sound = frame.flags() == 2 && packetId != 0 && in.fault() == null;
    return sound && !filters.isEmpty() ? new Subscription(packetId, properties, filters) : null;
  }

  /// Makes a whole frame of type SUBSCRIBE of MQTT 3 ask for QoS 1 wherever it asks for QoS 2; its
  /// length stays. A malformed one is left as far as it cannot be read.
  static void grantAtMostQos1(Frame frame) {
    int at = frame.body() + 2;
    while (at + 2 < frame.end()) {
      at += 2 + frame.in().getUnsignedShort(at);
      if (at < frame.end() && frame.in().getUnsignedByte(at) == 2) {
        frame.in().setByte(at, 1);
      }
      at++;
    }
  }

  /// The filters of a whole frame of type UNSUBSCRIBE, as far as they can be read.
  static List<String> readEnd(Frame frame, int level) {
    var in = new WireReader(frame.in(), frame.body(), frame.end());
    in.unsignedShort();
    if (level == Wishes.MQTT_5) {
      in.bytes(in.variableLength());
    }
    var filters = new ArrayList<String>(2);
    while (in.fault() == null && in.remaining() > 0) {
      filters.add(in.text("topic filter"));
    }
    return filters;
  }

  /// For each filter whether it is refused; empty if none is.
  boolean[] refusals(Predicate<String> allowed) {
    var refused = new boolean[filters.size()];
    boolean any = false;
    for (int i = 0; i < refused.length; i++) {
      refused[i] = !allowed.test(filters.get(i).text());
      any |= refused[i];
    }
    return any ? refused : new boolean[0];
  }

  /// The filters that are not refused.
  List<Filter> remaining(boolean[] refused) {
    var left = new ArrayList<Filter>(refused.length);
    for (int i = 0; i < refused.length; i++) {
      if (!refused[i]) {
        left.add(filters.get(i));
      }
    }
    return left;
  }

  /// The codes of a SUBACK for all filters.
  ///
  /// @param refused as [#refusals] gave them
  /// @param granted the broker's codes for those not refused, in order
  /// @param refusal what to say of the others
  static byte[] codes(boolean[] refused, ByteBuf granted, int refusal) {
    var codes = new byte[refused.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = refused[i] || !granted.isReadable() ? (byte) refusal : granted.readByte();
    }
    return codes;
  }
}
