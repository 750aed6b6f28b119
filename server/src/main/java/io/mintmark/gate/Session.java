package io.mintmark.gate;

import io.mintmark.gate.Wishes.Will;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A device or program that has logged in, until it leaves. It is connected through to the broker
/// when that is first needed: before the CONNACK if the broker keeps something for it, otherwise at
/// its first word for the broker.
///
/// Belongs to its event loop, except where a method says otherwise.
final class Session implements Stage {

  private enum Phase {
    /// In the map, the CONNACK not yet said.
    ENTERED,
    /// Logged in, unknown to the broker.
    ALONE,
    /// Being connected through; the client's words wait.
    OPENING,
    UP,
    ENDED
  }

  /// A client without keep-alive that reads nothing for so long is taken for dead.
  private static final Duration LONGEST_STALL = Duration.ofMinutes(5);

  private static final long REFUSAL_REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final MqttConnection connection;
  private final Principal principal;
  private final Wishes wishes;
  private final long arrival;
  private final List<String> automaticSubscriptions;
  private final Uplink uplink = new Uplink(this);
  private Phase phase = Phase.ENTERED;
  private boolean connackOwed = true;
  private @Nullable Upstream upstream;
  private int unreportedRefusals;
  private long nextRefusalReport;

  private volatile @Nullable Ending ordered;

  /// @param arrival when its login came, by [SessionMap#arrival]
  /// @param automaticSubscriptions filters that the client holds without asking for them
  Session(
      MqttConnection connection,
      Principal principal,
      Wishes wishes,
      long arrival,
      List<String> automaticSubscriptions) {
    this.connection = connection;
    this.arrival = arrival;
    this.principal = principal;
    this.automaticSubscriptions = automaticSubscriptions;
    this.nextRefusalReport = connection.visit().now();
    this.wishes = permitted(wishes);
  }

  /// A will that the client may not publish itself is left out, as such a message would be.
  private Wishes permitted(Wishes asked) {
    Will will = asked.will();
    if (will == null || principal.mayPublish(will.topic())) {
      return asked;
    }
    refuseTopic("will", will.topic());
    return asked.withoutWill();
  }

  MqttConnection connection() {
    return connection;
  }

  Principal principal() {
    return principal;
  }

  Wishes wishes() {
    return wishes;
  }

  int level() {
    return wishes.level();
  }

  /// Any thread.
  long arrival() {
    return arrival;
  }

  boolean isUp() {
    return phase == Phase.UP;
  }

  /// The admitted client becomes a session, with its CONNACK or what must come before that.
  void begin() {
    Plane plane = connection.plane();
    plane.counters().logins.increment();
    connection.become(this);
    String clientId = principal.brokerClientId();
    boolean needed = wishes.will() != null || principal instanceof Principal.OfApplication;
    if (wishes.wantPersistence()) {
      plane.olderSessions().remember(clientId);
    }
    if (needed || plane.olderSessions().mayHold(clientId)) {
      open();
      return;
    }
    phase = Phase.ALONE;
    touch();
    connackOwed = false;
    connection.write(ownConnack());
    if (!automaticSubscriptions.isEmpty()) {
      open();
    }
  }

  /// Promises no more than the broker will keep once the client is connected through.
  private ByteBuf ownConnack() {
    if (!wishes.isMqtt5()) {
      return Packets.connack(level(), 0);
    }
    var limits = connection.plane().neighbours().broker().limits();
    ByteBuf properties =
        Unpooled.buffer(8)
            .writeByte(0x21) // Receive Maximum
            .writeShort(limits.receiveMaximum())
            .writeByte(0x27) // Maximum Packet Size
            .writeInt(limits.maxPacketBytes());
    return Packets.connack5(0, properties.array());
  }

  /// Connects through to the broker, unless that is under way.
  void open() {
    phase = Phase.OPENING;
    connection.visit().expireIn(connection.plane().limits().upstream());
    connection.setReading(false);
    var opening = new Upstream(this);
    upstream = opening;
    opening.open();
  }

  /// The broker has accepted.
  ///
  /// @param connack its whole CONNACK, still owned by the caller
  void upstreamUp(ByteBuf connack) {
    if (phase != Phase.OPENING || upstream == null) {
      return;
    }
    phase = Phase.UP;
    connection.plane().counters().upstreams.increment();
    touch();
    if (connackOwed) {
      connackOwed = false;
      connection.write(connack.retain());
    }
    if (!automaticSubscriptions.isEmpty()) {
      upstream.subscribe(automaticSubscriptions);
    }
    regulate();
    connection.resume();
  }

  void upstreamLost(String detail) {
    end(Ending.UPSTREAM_LOST, detail);
  }

  @Override
  public void read(ByteBuf in) {
    Ending order = ordered;
    if (order != null) {
      in.skipBytes(in.readableBytes());
      end(order, "");
    } else if (phase != Phase.OPENING) {
      touch();
      if (!uplink.read(in)) {
        end(uplink.ending(), uplink.endingDetail());
      }
    }
  }

  @Override
  public void readComplete() {
    if (upstream != null) {
      upstream.flush();
    }
  }

  /// Permitted bytes of the client, for the broker.
  void up(ByteBuf run) {
    if (upstream == null) {
      run.release();
    } else {
      upstream.write(run);
    }
  }

  /// Bytes of the broker, for the client.
  void down(ByteBuf run) {
    if (phase == Phase.ENDED) {
      run.release();
    } else {
      connection.write(run);
    }
  }

  @Nullable Upstream upstream() {
    return upstream;
  }

  /// Back-pressure: each side is read only as fast as the other side takes it, and a client that
  /// does not read its answers may not ask for more.
  void regulate() {
    boolean clientTakes = connection.channel().isWritable();
    if (upstream != null) {
      upstream.setReading(clientTakes);
    }
    connection.setReading(phase != Phase.OPENING && clientTakes && !heldUpByBroker());
  }

  private boolean heldUpByBroker() {
    return phase == Phase.UP && upstream != null && !upstream.isWritable();
  }

  @Override
  public void writabilityChanged() {
    if (phase == Phase.ENDED || phase == Phase.OPENING) {
      return;
    }
    if (wishes.keepAliveSeconds() == 0) {
      if (connection.channel().isWritable()) {
        connection.visit().expireNever();
      } else {
        connection.visit().expireIn(LONGEST_STALL);
      }
    }
    regulate();
  }

  /// The client has given a sign of life; it has one and a half times its keep-alive for the next.
  private void touch() {
    long keepAlive = TimeUnit.SECONDS.toNanos(wishes.keepAliveSeconds());
    if (keepAlive > 0) {
      connection.visit().expireIn(keepAlive + keepAlive / 2);
    } else if (connection.channel().isWritable()) {
      connection.visit().expireNever();
    }
  }

  @Override
  public void expired() {
    if (phase == Phase.OPENING) {
      upstreamLost("the broker did not answer in time");
    } else if (heldUpByBroker()) {
      touch(); // we are not listening, so its silence means nothing
    } else if (wishes.keepAliveSeconds() == 0) {
      end(Ending.NOT_READING, "");
    } else {
      end(Ending.KEEP_ALIVE, "keep-alive " + wishes.keepAliveSeconds() + " s");
    }
  }

  @Override
  public void inputEnded() {
    if (phase != Phase.OPENING) {
      end(Ending.CLIENT_CLOSED, "without DISCONNECT");
    }
  }

  @Override
  public void closed() {
    end(Ending.CLIENT_CLOSED, "without DISCONNECT");
  }

  @Override
  public void dismissed() {
    end(Ending.SERVER_STOPPED, "");
  }

  /// Ends the session from any thread. Nothing that the client says from now on is passed on.
  void endFromAnywhere(Ending ending) {
    ordered = ending;
    Loops.run(connection.channel().eventLoop(), () -> end(ending, ""));
  }

  /// Any thread.
  boolean isOrderedToEnd() {
    return ordered != null;
  }

  private void end(Ending ending, String detail) {
    if (phase == Phase.ENDED) {
      return;
    }
    boolean refused = connackOwed && !ending.isAtOnce() && !ending.equals(Ending.CLIENT_CLOSED);
    phase = Phase.ENDED;
    Plane plane = connection.plane();
    if (principal instanceof Principal.OfDevice device) {
      plane.sessions().leave(device.identity(), this);
    }
    plane
        .events()
        .sessionClosed(
            principal.claim(),
            principal.dialect(),
            connection.visit().mqttOrigin(),
            ending.reason(),
            principal.detailed(detail));
    if (upstream != null) {
      upstream.finish();
    }
    if (refused) {
      connection.leave(Packets.connack(level(), ReasonCodes.SERVER_UNAVAILABLE));
    } else if (wishes.isMqtt5() && !connackOwed && ending.disconnectCode() != Ending.SILENT) {
      connection.leave(Packets.disconnect5(ending.disconnectCode()));
    } else if (ending.isAtOnce()) {
      connection.close();
    } else {
      connection.leave();
    }
  }

  /// Notes a message or subscription that was not let through: the first at once, further ones as a
  /// count every minute.
  void refuseTopic(String act, String topic) {
    connection.plane().counters().topicRefusals.increment();
    long now = connection.visit().now();
    if (now - nextRefusalReport < 0) {
      unreportedRefusals++;
      return;
    }
    String more =
        unreportedRefusals == 0 ? "" : ", and " + unreportedRefusals + " others in a minute";
    unreportedRefusals = 0;
    nextRefusalReport = now + REFUSAL_REPORT_NANOS;
    connection
        .plane()
        .events()
        .topicRefused(
            principal.claim(),
            principal.dialect(),
            connection.visit().mqttOrigin(),
            principal.detailed(act + " " + topic + more));
  }
}
