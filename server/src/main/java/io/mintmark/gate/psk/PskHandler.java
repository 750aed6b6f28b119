package io.mintmark.gate.psk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;
import org.jspecify.annotations.Nullable;

/// The server's side of one TLS connection, as a `SslHandler` would be: ciphertext on the side of
/// the socket, plain bytes on the other, and [SslCloseCompletionEvent] when the peer says goodbye.
///
/// What it buffers is bounded: one record and one read while the key is being looked up, when
/// nothing more is read, and one record inside the library ever after.
public final class PskHandler extends ChannelDuplexHandler {

  /// RFC 5246, 6.2.3: longest fragment with what encryption may add.
  private static final int LONGEST_FRAGMENT = (1 << 14) + 2048;

  private static final int CLOSE_NOTIFY_SECONDS = 1;

  private final TlsServerProtocol protocol = new TlsServerProtocol();
  private final PskServer server;
  private final PskHost host;

  /// Until the identity is known.
  private @Nullable KeyExchangeScan scan = new KeyExchangeScan();

  private @Nullable ByteBuf held;
  private boolean waiting;
  private boolean pumping;
  private boolean established;
  private boolean failed;
  private boolean peerHasClosed;
  private @Nullable ChannelFuture closing;

  PskHandler(PskServer server, PskHost host) {
    this.server = server;
    this.host = host;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws IOException {
    protocol.accept(server);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    releaseHeld();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    handshakeFailed(false);
    releaseHeld();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    var chunk = (ByteBuf) message;
    if (failed || protocol.isClosed()) {
      chunk.release();
      return;
    }
    held =
        held == null
            ? chunk
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, chunk);
    pump(ctx);
  }

  /// Half a handshake is none. Later the end without a close_notify is for those behind to judge.
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !established) {
      handshakeFailed(false);
      closeChannel(ctx);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (established) {
      ctx.fireExceptionCaught(cause);
    } else {
      handshakeFailed(false);
      closeChannel(ctx);
    }
  }

  /// Gives the library what it may have. An answer that comes at once re-enters here.
  private void pump(ChannelHandlerContext ctx) {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (held != null && !waiting && !failed && mayPass(ctx, held)) {
        releaseIfEmpty();
      }
      releaseIfEmpty();
    } finally {
      pumping = false;
    }
  }

  /// Lets some bytes pass to the library; false if more must arrive first. A record that names the
  /// identity is kept until the key is there.
  private boolean mayPass(ChannelHandlerContext ctx, ByteBuf in) {
    if (scan == null) {
      feed(ctx, in.readRetainedSlice(in.readableBytes()));
      return true;
    }
    if (in.readableBytes() < KeyExchangeScan.RECORD_HEADER) {
      return false;
    }
    int fragment = in.getUnsignedShort(in.readerIndex() + KeyExchangeScan.RECORD_HEADER - 2);
    if (fragment > LONGEST_FRAGMENT) {
      scan = null; // the library will refuse it by its header
      return true;
    }
    int length = KeyExchangeScan.RECORD_HEADER + fragment;
    if (in.readableBytes() < length) {
      return false;
    }
    var identity = scan.look(in.slice(in.readerIndex(), length));
    if (identity.isPresent()) {
      scan = null;
      ask(ctx, identity.get());
    } else {
      feed(ctx, in.readRetainedSlice(length));
    }
    return true;
  }

  private void ask(ChannelHandlerContext ctx, byte[] identity) {
    waiting = true;
    host.keyOf(identity, key -> answered(ctx, key));
    if (waiting) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  private void answered(ChannelHandlerContext ctx, Optional<byte[]> key) {
    waiting = false;
    if (failed || !ctx.channel().isActive()) {
      return;
    }
    server.use(key);
    if (!pumping) {
      ctx.channel().config().setAutoRead(true);
      pump(ctx);
    }
  }

  private void feed(ChannelHandlerContext ctx, ByteBuf cipher) {
    try {
      if (!protocol.isClosed()) {
        offer(cipher);
      }
    } catch (IOException e) {
      broken(ctx, e);
      return;
    } finally {
      cipher.release();
    }
    sendOutput(ctx);
    if (!established && protocol.isConnected()) {
      established = true;
      host.established();
    }
    deliver(ctx);
  }

  private void offer(ByteBuf cipher) throws IOException {
    int length = cipher.readableBytes();
    if (cipher.hasArray()) {
      protocol.offerInput(cipher.array(), cipher.arrayOffset() + cipher.readerIndex(), length);
    } else {
      protocol.offerInput(ByteBufUtil.getBytes(cipher), 0, length);
    }
  }

  /// The library has left its alert in the output.
  private void broken(ChannelHandlerContext ctx, IOException cause) {
    handshakeFailed(server.hasUsedKey() && isWrongKey(cause));
    failed = true;
    ctx.writeAndFlush(output(ctx)).addListener(_ -> closeChannel(ctx));
  }

  /// Under another key the peer's Finished is not to be decrypted, or says something else.
  private static boolean isWrongKey(IOException cause) {
    return cause instanceof TlsFatalAlert alert
        && (alert.getAlertDescription() == AlertDescription.bad_record_mac
            || alert.getAlertDescription() == AlertDescription.decrypt_error);
  }

  private void deliver(ChannelHandlerContext ctx) {
    int length = protocol.getAvailableInputBytes();
    if (length > 0) {
      var plain = new byte[length];
      protocol.readInput(plain, 0, length);
      ctx.fireChannelRead(Unpooled.wrappedBuffer(plain));
    }
    if (protocol.isClosed() && closing == null && !peerHasClosed) {
      peerHasClosed = true;
      ctx.fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    var plain = (ByteBuf) message;
    if (!plain.isReadable()) {
      ctx.write(plain, promise);
      return;
    }
    try {
      if (!established || protocol.isClosed()) {
        throw new ClosedChannelException();
      }
      protocol.writeApplicationData(ByteBufUtil.getBytes(plain), 0, plain.readableBytes());
      ctx.write(output(ctx), promise);
    } catch (IOException e) {
      promise.tryFailure(e);
    } finally {
      plain.release();
    }
  }

  /// Says close_notify, after everything that was written before.
  ///
  /// @return done when it has been handed to the operating system, or cannot be
  public ChannelFuture closeOutbound(ChannelHandlerContext ctx) {
    if (closing == null) {
      closing = ctx.writeAndFlush(established ? closeNotify(ctx) : Unpooled.EMPTY_BUFFER);
    }
    return closing;
  }

  private ByteBuf closeNotify(ChannelHandlerContext ctx) {
    try {
      protocol.close();
    } catch (IOException e) {
      return Unpooled.EMPTY_BUFFER; // broken already
    }
    return output(ctx);
  }

  /// A peer that takes nothing any more cannot hold up the end for long.
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    ChannelFuture said = closeOutbound(ctx);
    said.addListener(_ -> ctx.close(promise));
    if (!said.isDone()) {
      var bound =
          ctx.executor().schedule(() -> closeChannel(ctx), CLOSE_NOTIFY_SECONDS, TimeUnit.SECONDS);
      said.addListener(_ -> bound.cancel(false));
    }
  }

  private void sendOutput(ChannelHandlerContext ctx) {
    if (protocol.getAvailableOutputBytes() > 0) {
      ctx.writeAndFlush(output(ctx), ctx.voidPromise());
    }
  }

  private ByteBuf output(ChannelHandlerContext ctx) {
    int length = protocol.getAvailableOutputBytes();
    ByteBuf out = ctx.alloc().buffer(length);
    var bytes = new byte[length];
    protocol.readOutput(bytes, 0, length);
    return out.writeBytes(bytes);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a close that fails finds the channel closed
  private static void closeChannel(ChannelHandlerContext ctx) {
    ctx.close();
  }

  private void handshakeFailed(boolean wrongKey) {
    if (!established && !failed) {
      failed = true;
      host.failed(wrongKey);
    }
  }

  private void releaseIfEmpty() {
    if (held != null && !held.isReadable()) {
      releaseHeld();
    }
  }

  private void releaseHeld() {
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
