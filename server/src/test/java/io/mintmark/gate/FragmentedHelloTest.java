package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients with small buffers send their ClientHello in several TLS records.
@ExtendWith(LeakWatch.class)
class FragmentedHelloTest {

  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE = 0x16;

  private TestGate gate;

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate();
  }

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  /// Bytes one by one, so that the gate sees half records, and half headers of records.
  @ParameterizedTest
  @ValueSource(ints = {20, 64, 16_000})
  void aHelloInSeveralRecordsIsAnsweredHoweverItArrives(int recordBytes) throws Exception {
    byte[] hello = inRecordsOf(recordBytes, helloOfTheJdk());
    try (var client = RawClient.to(gate.addresses.mqtts())) {
      for (byte octet : hello) {
        client.send(new byte[] {octet});
      }

      assertThat(client.readBytes(1)).containsExactly(HANDSHAKE);
    }
  }

  /// The handshake message, without the record around it.
  private static byte[] helloOfTheJdk() throws Exception {
    var engine = SSLContext.getDefault().createSSLEngine("localhost", 8883);
    engine.setUseClientMode(true);
    var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOfRange(out.array(), RECORD_HEADER, out.position());
  }

  private static byte[] inRecordsOf(int size, byte[] message) {
    byte[] records = {};
    for (int from = 0; from < message.length; from += size) {
      byte[] part = Arrays.copyOfRange(message, from, Math.min(message.length, from + size));
      records = Wire.join(records, Wire.hex("160301"), Wire.u16(part.length), part);
    }
    return records;
  }
}
