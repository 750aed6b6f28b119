package io.mintmark.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;

/// The client's side of TLS with a pre-shared key, as the vendor's C SDKs offer it: TLS 1.2 and
/// `TLS_PSK_WITH_AES_128_CBC_SHA` (0x008C).
final class PskClientHandler extends ChannelDuplexHandler {

  private final TlsClientProtocol protocol = new TlsClientProtocol();
  private final Offer offer;
  private boolean established;

  PskClientHandler(TlsCrypto crypto, byte[] identity, byte[] key) {
    this.offer = new Offer(crypto, identity, key.clone());
  }

  private static final class Offer extends PSKTlsClient {

    Offer(TlsCrypto crypto, byte[] identity, byte[] key) {
      super(crypto, identity, key);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA};
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws IOException {
    protocol.connect(offer);
    send(context, context.voidPromise());
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    var cipher = (ByteBuf) message;
    byte[] bytes = ByteBufUtil.getBytes(cipher);
    cipher.release();
    if (protocol.isClosed()) {
      return;
    }
    protocol.offerInput(bytes);
    send(context, context.voidPromise());
    if (!established && protocol.isConnected()) {
      established = true;
      context.fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
    }
    if (protocol.getAvailableInputBytes() > 0) {
      var plain = new byte[protocol.getAvailableInputBytes()];
      protocol.readInput(plain, 0, plain.length);
      context.fireChannelRead(Unpooled.wrappedBuffer(plain));
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws IOException {
    var plain = (ByteBuf) message;
    byte[] bytes = ByteBufUtil.getBytes(plain);
    plain.release();
    protocol.writeApplicationData(bytes, 0, bytes.length);
    context.write(output(), promise);
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) throws IOException {
    if (established && !protocol.isClosed()) {
      protocol.close();
      send(context, context.voidPromise());
    }
    context.close(promise);
  }

  private void send(ChannelHandlerContext context, ChannelPromise promise) {
    if (protocol.getAvailableOutputBytes() > 0) {
      context.writeAndFlush(output(), promise);
    }
  }

  private ByteBuf output() {
    var bytes = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(bytes, 0, bytes.length);
    return Unpooled.wrappedBuffer(bytes);
  }
}
