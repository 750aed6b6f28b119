package io.mintmark.gate;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import io.mintmark.fuzz.Input;
import io.mintmark.gate.psk.PskHandler;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.SslHandler;
import java.util.Arrays;

/// The ClientHello: the same engine is chosen however it was cut into segments.
///
/// An input is an octet by which the stream is cut, and the stream from the first TLS record on.
public final class ClientHelloHarness implements Harness {

  private static final int HANDSHAKE = 0x16;
  private static final int RECORD_AND_MESSAGE_HEAD = 5 + 4;

  /// What a buffer may hold more than was put into it: a hello, and what BoringSSL is given.
  private static final int SLACK = 256 * 1024;

  public ClientHelloHarness() {
    FuzzGate.prepare();
  }

  @Override
  public void play(byte[] bytes) {
    var input = new Input(bytes);
    int seed = input.octet();
    byte[] stream = input.rest();
    readAlone(stream);
    if (stream.length == 0 || stream[0] != HANDSHAKE) {
      return;
    }
    String whole = routeOf(stream, 0);
    String cut = routeOf(stream, seed);
    Check.that(whole.equals(cut), "whole it goes to " + whole + ", in pieces to " + cut);
  }

  /// The reader by itself, on what may be the body of a hello.
  private static void readAlone(byte[] stream) {
    int from = Math.min(stream.length, RECORD_AND_MESSAGE_HEAD);
    var hello = Unpooled.wrappedBuffer(Arrays.copyOfRange(stream, from, stream.length));
    HelloRoute route = HelloRoute.of(hello);
    Check.that(hello.readerIndex() == 0, "the reader took bytes");
    Check.that(route.equals(HelloRoute.of(hello)), "the same hello goes another way");
  }

  private static String routeOf(byte[] stream, int seed) {
    var gate = FuzzGate.open(0, false, false);
    var device = gate.welcome(false);
    device.arrive(Input.cut(stream, seed));
    String route = "nobody yet";
    boolean moved = true;
    while (moved) {
      moved = gate.loop.runAll();
      moved |= device.deliver();
      route = engineOf(device, route);
    }
    if (route.equals("nobody yet") && device.isLeft()) {
      route = "nobody";
    }
    Check.that(FuzzGate.held() <= stream.length + SLACK, FuzzGate.held() + " bytes are held");
    gate.end(device);
    return route;
  }

  private static String engineOf(FuzzSocket device, String before) {
    return switch (device.pipeline().get(Hello.TLS)) {
      case PskHandler _ -> "PSK";
      case SslHandler tls -> Arrays.toString(tls.engine().getEnabledCipherSuites());
      case null, default -> before;
    };
  }
}
