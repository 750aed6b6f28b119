package io.mintmark.devicekit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.devicekit.Await;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// MQTT over WebSocket, against Netty's server.
class WebSocketTest {

  private static final ConnectFields FIELDS =
      ConnectFields.mqtt311("client", "user", "password", true, 60);

  private final EventLoopGroup loops = new NioEventLoopGroup(1);
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private Network network;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    network = Network.start(1);
    var listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Server())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    var address = (InetSocketAddress) listening.localAddress();
    endpoint = Endpoint.plain("localhost", address.getPort()).reachedAt(address);
  }

  @AfterEach
  void stop() {
    network.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /// Answers everything with a CONNACK in two frames.
  private final class Server extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(8_192),
              new WebSocketServerProtocolHandler("/mqtt", "mqtt"),
              new SimpleChannelInboundHandler<BinaryWebSocketFrame>() {
                @Override
                protected void channelRead0(ChannelHandlerContext ctx, BinaryWebSocketFrame frame) {
                  messages.add(HexFormat.of().formatHex(ByteBufUtil.getBytes(frame.content())));
                  var start = Unpooled.wrappedBuffer(new byte[] {0x20, 2});
                  var end = Unpooled.wrappedBuffer(new byte[] {0, 0});
                  ctx.write(new BinaryWebSocketFrame(false, 0, start));
                  ctx.writeAndFlush(new ContinuationWebSocketFrame(true, 0, end));
                }
              });
    }
  }

  @Test
  void aDeviceLogsInByMessagesOfOnePacketEach() throws Exception {
    var client = MqttClient.to(network, endpoint).overWebSocket("/mqtt");

    var outcome = Await.outcome(client.connect(FIELDS, MessageListener.DEAF));

    assertThat(outcome).isInstanceOf(LoginOutcome.Connected.class);
    assertThat(messages.take()).startsWith("10").contains("00044d515454");
    ((LoginOutcome.Connected) outcome).session().disconnect();
    assertThat(messages.take()).isEqualTo("e000");
  }

  @Test
  void aServerThatDoesNotAgreeIsAnError() {
    var client = MqttClient.to(network, endpoint).overWebSocket("/elsewhere");

    assertThatThrownBy(() -> client.connect(FIELDS, MessageListener.DEAF).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
  }
}
