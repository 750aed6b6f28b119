package io.mintmark.gate;

import io.mintmark.gate.Wishes.Will;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a CONNECT of MQTT 3.1, 3.1.1 or 5, byte by byte as the three standards say. Client ids may
/// be as long as they like, whatever MQTT 3.1 says; real ones have up to 200 bytes.
final class ConnectReader {

  /// What came of it.
  sealed interface Reading {

    record Good(ConnectPacket packet) implements Reading {}

    /// MQTT, but of a version that is not spoken here.
    record UnknownLevel() implements Reading {}

    /// Not MQTT at all.
    record NotMqtt() implements Reading {}

    /// MQTT of a known version, but against its rules.
    ///
    /// @param claimed what could be read all the same, to find out who sent it
    record Faulty(int level, String fault, @Nullable ConnectPacket claimed) implements Reading {}
  }

  private static final int CLEAN = 0x02;
  private static final int WILL = 0x04;
  private static final int WILL_FLAGS = 0x3C;
  private static final int PASSWORD = 0x40;
  private static final int USERNAME = 0x80;
  private static final byte[] NONE = {};

  private final WireReader in;
  private final int level;

  private ConnectReader(WireReader in, int level) {
    this.in = in;
    this.level = level;
  }

  /// Reads a whole frame of type CONNECT.
  static Reading read(Frame frame) {
    var in = new WireReader(frame.in(), frame.body(), frame.end());
    String protocol = in.text("protocol name");
    int level = in.octet();
    if (in.fault() != null) {
      return new Reading.NotMqtt();
    }
    return switch (protocol) {
      case "MQTT" ->
          level == 4 || level == 5 ? readAs(level, frame, in) : new Reading.UnknownLevel();
      case "MQIsdp" -> level == 3 ? readAs(level, frame, in) : new Reading.UnknownLevel();
      default -> new Reading.NotMqtt();
    };
  }

  private static Reading readAs(int level, Frame frame, WireReader in) {
    if (frame.flags() != 0) {
      in.faulty("reserved flags of the fixed header are set");
    }
    return new ConnectReader(in, level).fields();
  }

  private Reading fields() {
    int flags = in.octet();
    checkFlags(flags);
    int keepAlive = in.unsignedShort();
    var properties = level == Wishes.MQTT_5 ? ConnectProperties.read(in) : ConnectProperties.NONE;
    String clientId = in.text("client id");
    Will will = (flags & WILL) != 0 ? will(flags & WILL_FLAGS) : null;
    String username = (flags & USERNAME) != 0 ? in.text("user name") : null;
    boolean known = !in.isCutShort();
    String password =
        (flags & PASSWORD) != 0 ? new String(in.binary("password"), StandardCharsets.UTF_8) : null;
    if (in.remaining() > 0) {
      in.faulty("there are bytes behind the last field");
    }
    var wishes =
        new Wishes(
            level,
            (flags & CLEAN) != 0,
            keepAlive,
            properties.raw(),
            properties.sessionExpirySeconds(),
            will);
    var packet = new ConnectPacket(wishes, clientId, username, password);
    String fault = in.fault();
    return fault == null
        ? new Reading.Good(packet)
        : new Reading.Faulty(level, fault, known ? packet : null);
  }

  private void checkFlags(int flags) {
    if ((flags & 1) != 0) {
      in.faulty("the reserved connect flag is set");
    }
    if ((flags & WILL) == 0 ? (flags & WILL_FLAGS) != 0 : (flags & 0x18) == 0x18) {
      in.faulty("the will flags contradict each other");
    }
    if (level < Wishes.MQTT_5 && (flags & USERNAME) == 0 && (flags & PASSWORD) != 0) {
      in.faulty("there is a password without a user name");
    }
  }

  private Will will(int flags) {
    int from = in.index();
    if (level == Wishes.MQTT_5) {
      ConnectProperties.readOfWill(in);
    }
    String topic = in.text("will topic");
    in.binary("will payload");
    return new Will(flags, topic, in.fault() == null ? in.copySince(from) : NONE);
  }
}
