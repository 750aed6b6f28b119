package io.mintmark.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A connection without a network. What the peer sends waits until the gate wants to read, as in a
/// real socket; what the gate writes is kept. Made by [FuzzGate] for devices, by Netty towards the
/// broker.
public final class FuzzSocket extends AbstractChannel implements SocketChannel {

  private static final ChannelMetadata METADATA = new ChannelMetadata(false);
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1883);
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);

  /// Takes options that a configuration must be able to set, and is connected to nothing.
  private static final Socket OPTIONS = new Socket();

  private static @Nullable FuzzSocket latest;

  private final SocketChannelConfig config = new Config(this);
  private final Queue<byte[]> inbox = new ArrayDeque<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private boolean open = true;
  private boolean accepted;
  private boolean connected;
  private boolean peerEnded;
  private boolean outputShut;

  /// Not connected yet.
  public FuzzSocket() {
    super(null);
    config.setAllocator(FuzzGate.BUFFERS);
    latest = this;
  }

  /// Connected, as an accepted one is.
  static FuzzSocket accepted() {
    var socket = new FuzzSocket();
    socket.accepted = true;
    socket.connected = true;
    return socket;
  }

  /// The one made last, which is how to get hold of the gate's connection to the broker.
  static FuzzSocket latest() {
    if (latest == null) {
      throw new IllegalStateException("there was none yet");
    }
    return latest;
  }

  /// The peer sends these, one after the other.
  void arrive(List<byte[]> pieces) {
    inbox.addAll(pieces);
  }

  /// The peer sends nothing more.
  void endInput() {
    peerEnded = true;
  }

  /// Hands one piece to the gate if the gate is reading and there is one.
  boolean deliver() {
    if (!isActive() || !config.isAutoRead()) {
      return false;
    }
    byte[] piece = inbox.poll();
    if (piece != null) {
      pipeline().fireChannelRead(alloc().ioBuffer(piece.length).writeBytes(piece));
      pipeline().fireChannelReadComplete();
      return true;
    }
    if (peerEnded) {
      peerEnded = false;
      tellEnd();
      return true;
    }
    return false;
  }

  /// Towards devices the gate allows half-closed connections, towards the broker it does not.
  private void tellEnd() {
    if (accepted) {
      pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    } else {
      close();
    }
  }

  /// All that the gate has written so far.
  byte[] said() {
    return said.toByteArray();
  }

  /// Whether the gate will not write any more.
  boolean isLeft() {
    return !open || outputShut;
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) {
    while (out.current() instanceof ByteBuf bytes) {
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.getBytes(bytes.readerIndex(), copy);
      said.writeBytes(copy);
      out.remove();
    }
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new AbstractUnsafe() {
      @Override
      public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        connected = true;
        safeSetSuccess(promise);
        pipeline().fireChannelActive();
      }
    };
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return loop instanceof FuzzLoop;
  }

  @Override
  protected SocketAddress localAddress0() {
    return HERE;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return PEER;
  }

  @Override
  protected void doBind(SocketAddress address) {}

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doClose() {
    open = false;
  }

  @Override
  protected void doShutdownOutput() {
    outputShut = true;
  }

  @Override
  protected void doBeginRead() {}

  @Override
  public SocketChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return open && connected;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  public @Nullable ServerSocketChannel parent() {
    return null;
  }

  @Override
  public InetSocketAddress localAddress() {
    return HERE;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return PEER;
  }

  @Override
  public boolean isInputShutdown() {
    return !open;
  }

  @Override
  public ChannelFuture shutdownInput() {
    return newSucceededFuture();
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    return promise.setSuccess();
  }

  @Override
  public boolean isOutputShutdown() {
    return outputShut;
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
    return promise;
  }

  @Override
  public boolean isShutdown() {
    return isInputShutdown() && outputShut;
  }

  @Override
  public ChannelFuture shutdown() {
    return shutdownOutput();
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    return shutdownOutput(promise);
  }

  /// Takes every option, those of other transports too.
  private static final class Config extends DefaultSocketChannelConfig {

    Config(FuzzSocket socket) {
      super(socket, OPTIONS);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
      super.setOption(option, value);
      return true;
    }
  }
}
