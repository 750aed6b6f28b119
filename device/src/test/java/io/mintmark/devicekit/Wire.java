package io.mintmark.devicekit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/// The server's side of one connection, as bytes.
public final class Wire {

  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

  private final Socket socket;
  private final DataInputStream in;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(socket.getInputStream());
  }

  /// The version negotiated, such as `TLSv1.3`. Only on TLS.
  public String tlsVersion() {
    return ((SSLSocket) socket).getSession().getProtocol();
  }

  /// One HTTP request, head and body, as text.
  public String readRequest() throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) in.readUnsignedByte());
    }
    var length = LENGTH.matcher(text);
    if (!length.find()) {
      throw new IOException("request without Content-Length");
    }
    var body = in.readNBytes(Integer.parseInt(length.group(1)));
    return text.append(new String(body, StandardCharsets.UTF_8)).toString();
  }

  /// One whole MQTT packet.
  public byte[] readPacket() throws IOException {
    var packet = new ByteArrayOutputStream();
    packet.write(in.readUnsignedByte());
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      packet.write(digit);
      length |= (digit & 0x7F) << shift;
      shift += 7;
    } while (digit > 0x7F);
    packet.write(in.readNBytes(length));
    return packet.toByteArray();
  }

  /// Waits until the device closes; whatever else it sends is a fault.
  public void expectClose() throws IOException {
    int next = in.read();
    if (next >= 0) {
      throw new IOException("the device sent " + next + " where it should have closed");
    }
  }

  /// Reads on until the device closes.
  public void drain() throws IOException {
    try {
      while (true) {
        in.readByte();
      }
    } catch (EOFException _) {
      // the device closed
    }
  }

  public void sendText(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  public void sendHex(String hex) throws IOException {
    socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /// A PUBLISH; QoS 1 under packet id 7.
  public void publish(String topic, String payload, int qos) throws IOException {
    var rest = new ByteArrayOutputStream();
    var name = topic.getBytes(StandardCharsets.UTF_8);
    rest.write(name.length >> 8);
    rest.write(name.length);
    rest.writeBytes(name);
    if (qos > 0) {
      rest.write(0);
      rest.write(7);
    }
    rest.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
    var packet = new ByteArrayOutputStream();
    packet.write(0x30 | (qos << 1));
    int length = rest.size();
    while (length > 0x7F) {
      packet.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    packet.write(length);
    packet.writeBytes(rest.toByteArray());
    socket.getOutputStream().write(packet.toByteArray());
  }

  /// An HTTP answer in the form that the vendors' C clients read.
  public void answer(String body) throws IOException {
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    sendText(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: "
            + size
            + "\r\n\r\n"
            + body);
  }
}
