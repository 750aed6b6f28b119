package io.mintmark.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// One conversation of the probe with a broker, of one MQTT version.
final class ProbeTalk {

  /// The broker answered CONNECT with a refusal.
  static final class Refusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int code;

    private Refusal(int code) {
      super(reasonOf(code));
      this.code = code;
    }

    /// Whether another version of MQTT would be refused too.
    boolean isForGood() {
      return code >= 0x86 && code <= 0x8A;
    }

    private static String reasonOf(int code) {
      return switch (code) {
        case 4, 5, 0x86, 0x87 ->
            "it does not accept the account of broker.username and broker.password";
        case 3, 0x88, 0x89 -> "it says that it is unavailable";
        default -> "it refuses with code " + code;
      };
    }
  }

  private static final int CONNACK = 0x20;
  private static final int SUBACK = 0x90;
  private static final int PUBLISH = 0x30;
  private static final int MOST_BYTES = 65_536;
  private static final int RECEIVE_MAXIMUM = 0x21;
  private static final int MAXIMUM_QOS = 0x24;
  private static final int MAXIMUM_PACKET_SIZE = 0x27;
  private static final int SHARED_SUBSCRIPTIONS = 0x2A;
  private static final Duration ECHO_PATIENCE = Duration.ofSeconds(2);

  private final Socket socket;
  private final DataInputStream in;
  private final int level;
  private final Optional<BrokerPass> account;

  /// No longer than the 23 characters that every broker takes.
  private final String name = "mintmark-" + UUID.randomUUID().toString().substring(0, 13);

  private int receiveMaximum = 65_535;
  private int maxPacketBytes = Integer.MAX_VALUE;
  private int highestQos = 2;
  private boolean sharedSubscriptions;

  ProbeTalk(Socket socket, int level, Optional<BrokerPass> account) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.level = level;
    this.account = account;
    this.sharedSubscriptions = level == 5;
  }

  BrokerProbe.Finding run() throws IOException {
    send(0x10, this::writeConnect);
    readConnack(awaitPacket(CONNACK));
    String echo = echo();
    var features =
        new BrokerFeatures(
            level, highestQos, sharedSubscriptions, !echo.isEmpty(), !echo.contains("a/b"));
    return new BrokerProbe.Finding(features, receiveMaximum, maxPacketBytes);
  }

  private void writeConnect(DataOutputStream out) throws IOException {
    out.writeUTF("MQTT");
    out.writeByte(level);
    out.writeByte(account.isPresent() ? 0xC2 : 0x02); // clean
    out.writeShort(30);
    writeNoProperties(out);
    out.writeUTF(name);
    if (account.isPresent()) {
      out.writeUTF(account.get().userName());
      out.writeUTF(account.get().password());
    }
  }

  private void readConnack(ByteBuffer connack) throws IOException {
    if (connack.remaining() < 2) {
      throw new IOException("it speaks no MQTT");
    }
    connack.get();
    int code = connack.get() & 0xFF;
    if (code != 0) {
      throw new Refusal(code);
    }
    if (level == 5 && connack.hasRemaining() && readLength(connack) > 0) {
      while (connack.hasRemaining()) {
        readProperty(connack);
      }
    }
  }

  /// By the types of MQTT 5, table 2-4.
  private void readProperty(ByteBuffer in) throws IOException {
    int id = in.get();
    switch (id) {
      case RECEIVE_MAXIMUM -> receiveMaximum = in.getShort() & 0xFFFF;
      case MAXIMUM_PACKET_SIZE ->
          maxPacketBytes = (int) Math.min(in.getInt() & 0xFFFF_FFFFL, Integer.MAX_VALUE);
      case MAXIMUM_QOS -> highestQos = in.get();
      case SHARED_SUBSCRIPTIONS -> sharedSubscriptions = in.get() == 1;
      case 0x25, 0x28, 0x29 -> in.get();
      case 0x13, 0x22 -> in.getShort();
      case 0x11 -> in.getInt();
      case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> skipBinary(in);
      case 0x26 -> {
        skipBinary(in);
        skipBinary(in);
      }
      default -> throw new IOException("its CONNACK has an unknown property");
    }
  }

  private static void skipBinary(ByteBuffer in) {
    int length = in.getShort() & 0xFFFF;
    in.position(in.position() + length);
  }

  /// The topic on which a message to `$mintmark/…/a.b` arrives; empty if it does not. A broker that
  /// does not let the account subscribe cannot be asked, and is taken for faithful.
  private String echo() throws IOException {
    String topic = "$mintmark/" + name + "/a.b";
    try {
      send(0x82, out -> writeSubscribe(out, "$mintmark/" + name + "/#"));
      ByteBuffer suback = awaitPacket(SUBACK);
      int granted = suback.get(suback.limit() - 1) & 0xFF;
      if (granted > 2) {
        return topic;
      }
      highestQos = Math.min(highestQos, granted);
      send(PUBLISH, out -> writeTopic(out, topic));
      socket.setSoTimeout((int) ECHO_PATIENCE.toMillis());
      String arrived = topicOf(awaitPacket(PUBLISH));
      send(0xE0, _ -> {});
      return arrived;
    } catch (EOFException | SocketException | SocketTimeoutException e) {
      return ""; // some brokers cut off who publishes there
    }
  }

  private void writeSubscribe(DataOutputStream out, String filter) throws IOException {
    out.writeShort(1);
    writeNoProperties(out);
    out.writeUTF(filter);
    out.writeByte(2);
  }

  private void writeTopic(DataOutputStream out, String topic) throws IOException {
    out.writeUTF(topic);
    writeNoProperties(out);
  }

  private void writeNoProperties(DataOutputStream out) throws IOException {
    if (level == 5) {
      out.writeByte(0);
    }
  }

  private static String topicOf(ByteBuffer publish) {
    var topic = new byte[publish.getShort() & 0xFFFF];
    publish.get(topic);
    return new String(topic, UTF_8);
  }

  /// The body of the next packet of this type, and what it says; others are passed over.
  private ByteBuffer awaitPacket(int type) throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      var body = new byte[readLength()];
      in.readFully(body);
      if ((first & 0xF0) == type) {
        return ByteBuffer.wrap(body);
      }
    }
  }

  private int readLength() throws IOException {
    var bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = in.readByte();
      if (bytes[i] >= 0) {
        int length = readLength(ByteBuffer.wrap(Arrays.copyOf(bytes, i + 1)));
        if (length <= MOST_BYTES) {
          return length;
        }
        break;
      }
    }
    throw new IOException("it speaks no MQTT");
  }

  private static int readLength(ByteBuffer from) {
    int length = 0;
    int shift = 0;
    int octet;
    do {
      octet = from.get();
      length |= (octet & 0x7F) << shift;
      shift += 7;
    } while (octet < 0);
    return length;
  }

  private interface Body {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private void send(int first, Body body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    body.writeTo(new DataOutputStream(bytes));
    var packet = new ByteArrayOutputStream();
    packet.write(first);
    int rest = bytes.size();
    do {
      packet.write(rest % 128 | (rest >= 128 ? 0x80 : 0));
      rest /= 128;
    } while (rest > 0);
    bytes.writeTo(packet);
    socket.getOutputStream().write(packet.toByteArray());
    socket.getOutputStream().flush();
  }
}
