package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gate's frames against those of Netty's client.
@ExtendWith(LeakWatch.class)
class WebSocketStreamTest {

  private final EmbeddedChannel gate = new EmbeddedChannel(new WebSocket(() -> {}));
  private final EmbeddedChannel client =
      new EmbeddedChannel(
          new WebSocket13FrameEncoder(true),
          new WebSocket13FrameDecoder(
              WebSocketDecoderConfig.newBuilder()
                  .expectMaskedFrames(false)
                  .maxFramePayloadLength(1 << 20)
                  .build()));
  private final Random random = new Random(17);

  @Test
  void whateverTheFramesAndTheirPiecesTheStreamIsTheSame() {
    for (int round = 0; round < 300; round++) {
      byte[] sent = bytes(random.nextInt(4_000));

      ByteBuf wire = framed(sent);
      while (wire.isReadable()) {
        int piece = Math.min(wire.readableBytes(), 1 + random.nextInt(700));
        gate.writeInbound(wire.readBytes(piece));
      }
      wire.release();

      assertThat(drained(gate)).isEqualTo(sent);
    }
    finish();
  }

  /// The bytes in one message of some fragments, with a ping here and there.
  private ByteBuf framed(byte[] payload) {
    int at = 0;
    boolean first = true;
    do {
      int length = Math.min(payload.length - at, random.nextInt(900));
      ByteBuf part = Unpooled.copiedBuffer(payload, at, length);
      at += length;
      boolean last = at == payload.length;
      client.writeOutbound(
          first
              ? new BinaryWebSocketFrame(last, 0, part)
              : new ContinuationWebSocketFrame(last, 0, part));
      first = false;
      if (random.nextInt(4) == 0) {
        client.writeOutbound(new PingWebSocketFrame(Unpooled.copiedBuffer(bytes(9))));
      }
    } while (at < payload.length);
    ByteBuf wire = Unpooled.buffer();
    for (ByteBuf next = client.readOutbound(); next != null; next = client.readOutbound()) {
      wire.writeBytes(next);
      next.release();
    }
    return wire;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 65_535, 65_536, 300_000})
  void whatTheGateSaysIsUnderstood(int length) {
    byte[] said = bytes(length);

    gate.writeOutbound(Unpooled.copiedBuffer(said));

    for (ByteBuf next = gate.readOutbound(); next != null; next = gate.readOutbound()) {
      client.writeInbound(next);
    }
    WebSocketFrame frame = client.readInbound();
    assertThat(frame).isInstanceOf(BinaryWebSocketFrame.class);
    assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(said);
    frame.release();
    finish();
  }

  @Test
  void noiseIsNoDanger() {
    for (int round = 0; round < 2_000; round++) {
      var noisy = new EmbeddedChannel(new WebSocket(() -> {}));
      byte[] noise = bytes(random.nextInt(200));
      if (noise.length > 1) {
        noise[0] &= (byte) 0x8F;
        noise[1] |= (byte) 0x80;
      }

      noisy.writeInbound(Unpooled.copiedBuffer(noise));

      assertThat(drained(noisy).length).isLessThanOrEqualTo(noise.length);
      noisy.flushOutbound();
      noisy.finishAndReleaseAll();
    }
    finish();
  }

  private void finish() {
    gate.flushOutbound(); // pongs
    gate.finishAndReleaseAll();
    client.finishAndReleaseAll();
  }

  private static byte[] drained(EmbeddedChannel channel) {
    byte[] all = {};
    for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
      all = Wire.join(all, ByteBufUtil.getBytes(next));
      next.release();
    }
    return all;
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
