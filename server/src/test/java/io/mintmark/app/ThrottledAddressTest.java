package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.wire.MessageListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server under an operator's limits: who is over one is out, everybody else is not, and
/// both can be seen.
class ThrottledAddressTest {

  @TempDir Path data;

  @Test
  void anAddressThatFailsTooOftenIsOutWhileDevicesLogInAndTheOperatorSeesIt() throws Exception {
    try (var whole = WholeServer.start(data, "gate.admission.address-failures=3+1/h")) {
      String product = whole.api.product(whole.api.project(), "ALIYUN");
      whole.api.registration(product, true);
      whole.api.ready(whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "unit-1"));
      var firmware = whole.usual("ALIYUN");
      var credential = WholeServer.registered(firmware, whole.unit(product, "unit-1"));
      for (int i = 0; i < 3; i++) {
        assertThat(answerToNonsense(whole)).isEqualTo("closed");
      }

      assertThat(answerToNonsense(whole)).isEqualTo("reset");

      WholeServer.loggedIn(firmware, credential, MessageListener.DEAF);
      var refused = whole.api.get("/api/v1/gate").get("refused");
      assertThat(refused.get("addressFailures").asInt()).isOne();
      assertThat(refused.get("malformed").asInt()).isEqualTo(3);
      var event = throttled(whole);
      assertThat(event).contains("127.0.0.9 is over gate.admission.address-failures (3+1/h)");
    }
  }

  /// What becomes of four bytes that begin no CONNECT, from an address of its own.
  private static String answerToNonsense(WholeServer whole) throws IOException {
    var gate = whole.server.addresses().mqtt();
    var source = InetAddress.ofLiteral("127.0.0.9");
    try (var socket = new Socket(gate.getAddress(), gate.getPort(), source, 0)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(new byte[] {0x30, 2, 0, 0});
      socket.shutdownOutput();
      return socket.getInputStream().read() < 0 ? "closed" : "answered";
    } catch (SocketException e) {
      return "reset";
    }
  }

  private static String throttled(WholeServer whole) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      var items = whole.api.get("/api/v1/events?outcome=THROTTLED").get("items");
      if (!items.isEmpty()) {
        return items.get(0).get("detail").asString();
      }
      Api.pause(); // events are written a moment later
    }
    throw new AssertionError("there is no such event");
  }
}
