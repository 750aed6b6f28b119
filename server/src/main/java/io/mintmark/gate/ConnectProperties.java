package io.mintmark.gate;

import java.util.Set;

/// The properties of an MQTT 5 CONNECT. They are checked, because a gate that admits a device
/// before the broker has seen its CONNECT must not promise what the broker will refuse.
///
/// @param raw as they came, without their length and without the client's Topic Alias Maximum: the
///     gate must see the topic of every message, also of those that come down
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record ConnectProperties(byte[] raw, long sessionExpirySeconds) {

  static final ConnectProperties NONE = new ConnectProperties(new byte[0], 0);

  private static final int SESSION_EXPIRY = 0x11;
  private static final int AUTHENTICATION_METHOD = 0x15;
  private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
  private static final int ALIAS_BYTES = 3;
  private static final int USER_PROPERTY = 0x26;

  private static final Set<Integer> OF_CONNECT =
      Set.of(
          SESSION_EXPIRY,
          AUTHENTICATION_METHOD,
          0x16,
          0x17,
          0x19,
          0x21,
          TOPIC_ALIAS_MAXIMUM,
          USER_PROPERTY,
          0x27);
  private static final Set<Integer> OF_WILL =
      Set.of(0x01, 0x02, 0x03, 0x08, 0x09, 0x18, USER_PROPERTY);

  /// What the fault of an authentication exchange begins with; it has an answer of its own.
  static final String EXTENDED_AUTHENTICATION = "extended authentication is not offered";

  static ConnectProperties read(WireReader in) {
    int length = in.variableLength();
    int from = in.index();
    long expiry = 0;
    long seen = 0;
    int alias = -1;
    while (in.fault() == null && in.index() < from + length) {
      int at = in.index() - from;
      int id = property(in, OF_CONNECT, seen);
      alias = id == TOPIC_ALIAS_MAXIMUM ? at : alias;
      if (id == SESSION_EXPIRY) {
        expiry = in.unsignedInt();
      } else {
        skipValue(in, id);
      }
      seen |= 1L << id;
    }
    byte[] raw = checked(in, from, length);
    return new ConnectProperties(
        alias < 0 || raw.length == 0 ? raw : withoutAlias(raw, alias), expiry);
  }

  private static byte[] withoutAlias(byte[] raw, int at) {
    var rest = new byte[raw.length - ALIAS_BYTES];
    System.arraycopy(raw, 0, rest, 0, at);
    System.arraycopy(raw, at + ALIAS_BYTES, rest, at, rest.length - at);
    return rest;
  }

  static void readOfWill(WireReader in) {
    int length = in.variableLength();
    int from = in.index();
    long seen = 0;
    while (in.fault() == null && in.index() < from + length) {
      int id = property(in, OF_WILL, seen);
      skipValue(in, id);
      seen |= 1L << id;
    }
    checked(in, from, length);
  }

  private static byte[] checked(WireReader in, int from, int length) {
    if (in.fault() == null && in.index() != from + length) {
      in.faulty("the properties are longer than they say");
    }
    return in.fault() == null ? in.copySince(from) : NONE.raw;
  }

  private static int property(WireReader in, Set<Integer> known, long seen) {
    int id = in.octet();
    if (!known.contains(id)) {
      in.faulty("property 0x%02X does not belong here".formatted(id));
    } else if (id == AUTHENTICATION_METHOD) {
      in.faulty(EXTENDED_AUTHENTICATION);
    } else if (id != USER_PROPERTY && (seen & (1L << id)) != 0) {
      in.faulty("property 0x%02X comes twice".formatted(id));
    }
    return id;
  }

  /// By the types of MQTT 5, table 2-4.
  static void skipValue(WireReader in, int id) {
    switch (id) {
      case 0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2A -> in.octet();
      case 0x13, 0x21, TOPIC_ALIAS_MAXIMUM -> in.unsignedShort();
      case 0x02, SESSION_EXPIRY, 0x18, 0x27 -> in.unsignedInt();
      case 0x03, 0x08, 0x12, AUTHENTICATION_METHOD, 0x1A, 0x1C, 0x1F -> in.text("a property");
      case 0x09, 0x16 -> in.binary("a property");
      case USER_PROPERTY -> {
        in.text("a property");
        in.text("a property");
      }
      default -> {} // a fault is noted already
    }
  }
}
