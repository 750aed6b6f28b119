package io.mintmark.gate;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import io.mintmark.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a device that has logged in and the broker say to each other: however the streams are cut,
/// the same arrives, and nothing that is forbidden.
///
/// An input is an octet with the level of MQTT, whether the device has automatic subscriptions, and
/// who says that nothing more comes; two octets by which the streams are cut; two with the length
/// of the device's stream; that stream; and the broker's.
public final class ForwarderHarness implements Harness {

  private static final int LEVEL = 0x03;
  private static final int AUTOMATIC = 0x04;
  private static final int DEVICE_ENDS = 0x08;
  private static final int BROKER_ENDS = 0x10;
  private static final int[] LEVELS = {4, 3, 5, 4};
  private static final String TOPICS = "a1Pk2345678/dev-1";
  private static final byte[] CONNACK_3 = {0x20, 2, 0, 0};
  private static final byte[] CONNACK_5 = {0x20, 3, 0, 0, 0};

  /// What came out at both ends.
  ///
  /// @param left whether the device's connection was ended
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  private record Heard(byte[] device, byte[] broker, boolean left) {

    /// @param farewell the device said DISCONNECT and is not listening any more: answers that
    ///     were on
    ///     their way may be lost
    boolean isSameAs(Heard other, boolean farewell) {
      return Arrays.equals(broker, other.broker)
          && left == other.left
          && (Arrays.equals(device, other.device) || (farewell && left));
    }
  }

  public ForwarderHarness() {
    FuzzGate.prepare();
  }

  @Override
  public void play(byte[] bytes) {
    var input = new Input(bytes);
    int how = input.octet();
    int seed = input.unsignedShort();
    byte[] device = input.bytes(input.unsignedShort());
    byte[] broker = input.rest();
    Heard whole = heard(how, device, broker, 0);
    Heard cut = heard(how, device, broker, seed);
    boolean farewell = Packet.all(device).stream().anyMatch(p -> p.type() == Frame.DISCONNECT);
    Check.that(whole.isSameAs(cut, farewell), "in pieces something else arrives than whole");
    checkForwarded(whole.broker(), device, LEVELS[how & LEVEL], (how & AUTOMATIC) != 0);
  }

  private static Heard heard(int how, byte[] fromDevice, byte[] fromBroker, int seed) {
    int level = LEVELS[how & LEVEL];
    var gate = FuzzGate.open(0, false, true);
    var device = gate.welcome(true);
    device.arrive(List.of(connect(level, (how & AUTOMATIC) != 0)));
    gate.settle(device);
    int connack = device.said().length;
    Check.that(connack > 0, "the device was not let in");
    device.arrive(Input.cut(fromDevice, seed));
    gate.settle(device);
    FuzzSocket broker = FuzzSocket.latest();
    byte[] toBroker = {};
    if (!broker.equals(device)) { // the device had something to say to it
      broker.arrive(List.of(level == 5 ? CONNACK_5 : CONNACK_3));
      gate.settle(device, broker);
      broker.arrive(Input.cut(fromBroker, seed));
      endInput(how, device, broker);
      gate.settle(device, broker);
      toBroker = afterConnect(broker.said());
    }
    boolean left = device.isLeft();
    byte[] toDevice = Arrays.copyOfRange(device.said(), connack, device.said().length);
    gate.end(device, broker);
    return new Heard(toDevice, toBroker, left);
  }

  private static void endInput(int how, FuzzSocket device, FuzzSocket broker) {
    if ((how & DEVICE_ENDS) != 0) {
      device.endInput();
    }
    if ((how & BROKER_ENDS) != 0) {
      broker.endInput();
    }
  }

  private static byte[] afterConnect(byte[] said) {
    Packet connect = Packet.all(said).getFirst();
    Check.that(connect.type() == Frame.CONNECT, "the broker hears something before the CONNECT");
    return Arrays.copyOfRange(said, connect.bytes().length, said.length);
  }

  private static byte[] connect(int level, boolean automatic) {
    String clientId = "d|securemode=2,signmethod=hmacsha1" + (automatic ? ",_ss=1|" : "|");
    var body = new ByteArrayOutputStream();
    text(body, level == 3 ? "MQIsdp" : "MQTT");
    body.write(level);
    body.write(0xC2); // user name, password, clean session
    body.write(0);
    body.write(60);
    if (level == 5) {
      body.write(0);
    }
    text(body, clientId);
    text(body, "dev-1&a1Pk2345678");
    text(body, "0123456789012345678901234567890123456789");
    var packet = new ByteArrayOutputStream();
    packet.write(0x10);
    packet.write(body.size() % 128 | 128);
    packet.write(body.size() / 128);
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(0);
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Every packet at the broker is one of the device's, in order, and on its own topics.
  private static void checkForwarded(byte[] said, byte[] asked, int level, boolean automatic) {
    List<Packet> packets = Packet.all(said);
    if (automatic && !packets.isEmpty()) {
      packets = packets.subList(1, packets.size()); // the gate's own SUBSCRIBE
    }
    var theirs = Packet.all(asked).iterator();
    for (Packet packet : packets) {
      checkTopics(packet, level);
      boolean found = packet.type() == Frame.SUBSCRIBE; // may be another, without forbidden filters
      while (!found) {
        Check.that(theirs.hasNext(), "the device never said a packet of type " + packet.type());
        found = packet.startsAs(theirs.next());
      }
    }
  }

  private static void checkTopics(Packet packet, int level) {
    switch (packet.type()) {
      case Frame.PUBLISH ->
          Check.that(packet.text(packet.body()).contains(TOPICS), "a forbidden topic");
      case Frame.SUBSCRIBE -> checkFilters(packet, level);
      case Frame.PUBACK, Frame.PUBREC, Frame.PUBREL, Frame.PUBCOMP -> {}
      case Frame.UNSUBSCRIBE, Frame.PINGREQ, Frame.DISCONNECT -> {}
      default -> throw new AssertionError("a packet of type " + packet.type());
    }
  }

  private static void checkFilters(Packet packet, int level) {
    Check.that(packet.whole(), "a SUBSCRIBE breaks off");
    int at = packet.body() + 2;
    if (level == 5) {
      at += 1 + packet.octet(at); // short properties only
      if (packet.octet(packet.body() + 2) >= 128) {
        return;
      }
    }
    Check.that(at < packet.bytes().length, "a SUBSCRIBE without filters");
    while (at < packet.bytes().length) {
      String filter = packet.text(at);
      boolean own = filter.contains(TOPICS) || filter.startsWith("/broadcast/a1Pk2345678/");
      Check.that(own, "a forbidden filter");
      at += 2 + packet.unsignedShort(at) + 1;
    }
  }
}
