package io.mintmark.gate;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import io.mintmark.fuzz.Input;
import java.util.List;

/// The way of a CONNECT through the gate up to the use case, and back: the connection waits, or
/// says one CONNACK, or closes.
///
/// An input is an octet with what the use case says (its two highest bits: under TLS, answer late),
/// an octet by which the stream is cut, and the stream.
public final class ConnectHarness implements Harness {

  private static final int TLS = 0x80;
  private static final int LATE = 0x40;
  private static final int WHICH = 0x3F;
  private static final int CONNECT = 0x10;

  /// What a buffer may hold more than was put into it.
  private static final int SLACK = 4 * FuzzGate.MAX_REQUEST_BYTES;

  public ConnectHarness() {
    FuzzGate.prepare();
  }

  @Override
  public void play(byte[] bytes) {
    var input = new Input(bytes);
    int how = input.octet();
    int seed = input.octet();
    byte[] stream = input.rest();
    if (stream.length == 0 || stream[0] != CONNECT) {
      return;
    }
    var gate = FuzzGate.open(how & WHICH, (how & LATE) != 0, false);
    var device = gate.welcome((how & TLS) != 0);
    device.arrive(Input.cut(stream, seed));
    gate.settle(device);
    Check.that(FuzzGate.held() <= stream.length + SLACK, FuzzGate.held() + " bytes are held");
    gate.decide(how & WHICH);
    gate.settle(device);
    check(device, stream);
    gate.end(device);
  }

  private static void check(FuzzSocket device, byte[] stream) {
    List<Packet> said = Packet.all(device.said());
    int bytes = said.stream().mapToInt(packet -> packet.bytes().length).sum();
    Check.that(bytes == device.said().length, "the answer is not MQTT");
    Check.that(said.stream().allMatch(Packet::whole), "an answer breaks off");
    if (said.isEmpty()) {
      boolean asked = !Packet.all(stream).isEmpty() && Packet.all(stream).getFirst().whole();
      Check.that(device.isLeft() || !asked, "a whole CONNECT gets neither an answer nor an end");
      return;
    }
    Packet connack = said.getFirst();
    Check.that(connack.type() == Frame.CONNACK, "something else comes before the CONNACK");
    Check.that(
        said.stream().filter(packet -> packet.type() == Frame.CONNACK).count() == 1,
        "there are two CONNACKs");
    Check.that(connack.octet(3) == 0 || device.isLeft(), "a refused connection stays open");
  }
}
