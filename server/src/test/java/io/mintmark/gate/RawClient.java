package io.mintmark.gate;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A peer that says exactly the bytes it is told to, over a socket of any kind. Reads fail after
/// ten seconds, which only a broken test ever waits for.
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  static RawClient to(InetSocketAddress address) throws IOException {
    return new RawClient(new Socket(InetAddress.getLoopbackAddress(), address.getPort()));
  }

  /// A client that comes from another address of the loopback.
  static RawClient from(String source, InetSocketAddress address) throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var from = InetAddress.ofLiteral(source);
    return new RawClient(new Socket(loopback, address.getPort(), from, 0));
  }

  RawClient send(byte[]... packets) throws IOException {
    socket.getOutputStream().write(Wire.join(packets));
    socket.getOutputStream().flush();
    return this;
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void shutOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// The next MQTT packet, whole.
  byte[] readPacket() throws IOException {
    int first = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    byte[] header = Wire.u8(first);
    int octet;
    do {
      octet = in.readUnsignedByte();
      header = Wire.join(header, Wire.u8(octet));
      length |= (octet & 0x7F) << shift;
      shift += 7;
    } while (octet >= 128);
    return Wire.join(header, readBytes(length));
  }

  String readPacketHex() throws IOException {
    return Wire.hex(readPacket());
  }

  /// So many packets, whose order is not certain.
  List<String> readPackets(int count) throws IOException {
    var packets = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      packets.add(readPacketHex());
    }
    return packets;
  }

  int available() throws IOException {
    return in.available();
  }

  byte[] readBytes(int length) throws IOException {
    var bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /// Everything until the gate closes in good order.
  byte[] readToEnd() throws IOException {
    return in.readAllBytes();
  }

  String readTextToEnd() throws IOException {
    return new String(readToEnd(), StandardCharsets.UTF_8);
  }

  /// An HTTP answer by its Content-Length, head and body.
  String readHttpAnswer() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
    int length = Integer.parseInt(head.substring(at, head.indexOf("\r", at)));
    return head + new String(readBytes(length), StandardCharsets.UTF_8);
  }

  /// Whether the connection ends now without another byte, in good order or not.
  boolean isEnded() throws IOException {
    try {
      return in.read() < 0;
    } catch (EOFException | SocketException e) {
      return true;
    }
  }

  /// Breaks the connection off, as a device does that loses power or its network.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// Ends the connection in the middle of a test.
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
