package io.mintmark.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The operations that are measured.
final class Operations {

  private static final int CONNACK_LENGTH = 4;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "Content-Length: ";
  private static final byte[] CODE_200 = "\"code\":200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DEVICE_SECRET =
      BenchFleet.DEVICE_SECRET.getBytes(StandardCharsets.US_ASCII);

  private Operations() {}

  /// Connect, CONNACK 0, DISCONNECT, with the CONNECTs of this list in turn, for ever.
  static Operation connects(List<byte[]> packets) {
    return new Operation() {
      private int next;

      @Override
      public byte[] nextRequest() {
        next = (next + 1) % packets.size();
        return packets.get(next);
      }

      @Override
      public Reply judge(ByteBuf received) {
        return connack(received);
      }

      @Override
      public byte[] farewell() {
        return MqttBytes.DISCONNECT;
      }
    };
  }

  /// CONNACK 0 for each of these CONNECTs, once.
  static Operation once(List<byte[]> packets) {
    var left = packets.iterator();
    return new Operation() {
      @Override
      public byte @Nullable [] nextRequest() {
        return left.hasNext() ? left.next() : null;
      }

      @Override
      public Reply judge(ByteBuf received) {
        return connack(received);
      }
    };
  }

  /// First logins: each device of the pool once.
  static Operation firstLogins(BenchFleet fleet, Pool pool) {
    return new Operation() {
      @Override
      public byte @Nullable [] nextRequest() {
        String name = pool.next();
        return name == null ? null : fleet.loginConnect(name);
      }

      @Override
      public Reply judge(ByteBuf received) {
        return connack(received);
      }

      @Override
      public byte[] farewell() {
        return MqttBytes.DISCONNECT;
      }
    };
  }

  /// First registrations over MQTT: CONNACK 0 and the push with the secret.
  static Operation mqttRegistrations(BenchFleet fleet, Pool pool) {
    return new Operation() {
      private final Random random = new Random(1);

      @Override
      public byte @Nullable [] nextRequest() {
        String name = pool.next();
        return name == null
            ? null
            : fleet.registrationConnect(name, Integer.toUnsignedString(random.nextInt()));
      }

      @Override
      public Reply judge(ByteBuf received) {
        Reply reply = connack(received);
        if (reply != Reply.GOOD) {
          return reply;
        }
        return holds(received, DEVICE_SECRET) ? Reply.GOOD : Reply.INCOMPLETE;
      }
    };
  }

  /// First registrations over HTTP, shaped like the vendor's C SDK but asking to keep the
  /// connection.
  static Operation httpRegistrations(BenchFleet fleet, Pool pool, boolean keepAlive) {
    return new Operation() {
      private final Random random = new Random(2);

      @Override
      public byte @Nullable [] nextRequest() {
        String name = pool.next();
        if (name == null) {
          return null;
        }
        String text = Integer.toUnsignedString(random.nextInt());
        String body =
            "productKey="
                + BenchFleet.PRODUCT_KEY
                + "&deviceName="
                + name
                + "&random="
                + text
                + "&sign="
                + fleet.registrationSign(name, text)
                + "&signMethod=hmacsha256";
        String head =
            "POST /auth/register/device HTTP/1.1\r\nHost: localhost\r\n"
                + "Accept: text/xml,text/javascript,text/html,application/json\r\n"
                + (keepAlive ? "Connection: keep-alive\r\n" : "")
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
      }

      @Override
      public Reply judge(ByteBuf received) {
        return httpReply(received);
      }
    };
  }

  private static Operation.Reply httpReply(ByteBuf received) {
    String text = received.toString(StandardCharsets.US_ASCII);
    int head = text.indexOf(END_OF_HEAD);
    int length = text.indexOf(LENGTH);
    if (head < 0 || length < 0) {
      return Operation.Reply.INCOMPLETE;
    }
    int end = text.indexOf('\r', length);
    int body = Integer.parseInt(text.substring(length + LENGTH.length(), end));
    if (text.length() < head + END_OF_HEAD.length() + body) {
      return Operation.Reply.INCOMPLETE;
    }
    return holds(received, CODE_200) ? Operation.Reply.GOOD : Operation.Reply.REFUSED;
  }

  private static Operation.Reply connack(ByteBuf received) {
    if (received.readableBytes() < CONNACK_LENGTH) {
      return Operation.Reply.INCOMPLETE;
    }
    return received.getByte(3) == 0 ? Operation.Reply.GOOD : Operation.Reply.REFUSED;
  }

  private static boolean holds(ByteBuf received, byte[] wanted) {
    var needle = Unpooled.wrappedBuffer(wanted);
    return ByteBufUtil.indexOf(needle, received) >= 0;
  }
}
