package io.mintmark.gate;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Notice;
import io.mintmark.dialect.Push;
import io.mintmark.event.Origin;
import io.mintmark.gate.Wishes.Will;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A device or program that has logged in, until it leaves. It is connected through to the broker
/// when that is first needed: before the CONNACK if the broker keeps something for it, otherwise at
/// its first word for the broker.
///
/// Belongs to its event loop, except where a method says otherwise.
final class Session implements Stage, Presence {

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

  private final MqttConnection connection;
  private final Principal principal;
  private final MqttRules rules;
  private final Wishes wishes;
  private final long arrival;
  private final List<String> automaticSubscriptions;
  private final Uplink uplink = new Uplink(this);
  private final BrokerTurn turn = new BrokerTurn();
  private final Interjections toClient = new Interjections();
  private final Interjections toBroker = new Interjections();
  private final SubDevices subDevices = new SubDevices(this);
  private final RefusalReports refusals;
  private final Pushes pushes;
  private final Questions questions;
  private Phase phase = Phase.ENTERED;
  private @Nullable Upstream upstream;

  private volatile boolean connackOwed = true;
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
    this.refusals = new RefusalReports(connection.visit(), principal);
    this.pushes = new Pushes(this);
    this.questions = new Questions(this);
    this.rules = principal.mqttRules(wishes.level());
    this.wishes = permitted(wishes);
  }

  /// A will that the client may not publish itself is left out, as such a message would be.
  private Wishes permitted(Wishes asked) {
    Will will = asked.will();
    if (will == null) {
      return asked;
    }
    if (rules.plainOnly()) {
      refuse(MessageRefusal.NOT_SERVED, "will " + will.topic());
      return asked.withoutWill();
    }
    if (!principal.mayPublish(will.topic()) || !isCarried(will.topic())) {
      refuse(MessageRefusal.FORBIDDEN_TOPIC, "will " + will.topic());
      return asked.withoutWill();
    }
    return asked;
  }

  MqttConnection connection() {
    return connection;
  }

  Principal principal() {
    return principal;
  }

  MqttRules rules() {
    return rules;
  }

  Wishes wishes() {
    return wishes;
  }

  int level() {
    return wishes.level();
  }

  @Override
  public @Nullable String deviceClient() {
    return principal instanceof Principal.OfDevice device ? device.clientId() : null;
  }

  /// Where its client is. Any thread.
  @Override
  public Origin origin() {
    return connection.visit().mqttOrigin();
  }

  @Override
  public long arrival() {
    return arrival;
  }

  boolean isUp() {
    return phase == Phase.UP;
  }

  boolean isOver() {
    return phase == Phase.ENDED;
  }

  /// Those for whom it speaks beside itself.
  SubDevices subDevices() {
    return subDevices;
  }

  /// Whether the broker behind can carry messages on this topic, or of this filter.
  boolean isCarried(String topicOrFilter) {
    return connection.plane().brokerFeatures().carries(topicOrFilter);
  }

  /// Whether the topic is the client's own, or of one of its sub-devices.
  boolean mayPublish(String topic) {
    return principal.mayPublish(topic) || subDevices.publisherTo(topic) != null;
  }

  boolean maySubscribe(String filter) {
    return principal.maySubscribe(filter) || subDevices.subscriberTo(filter) != null;
  }

  /// Whether the server itself answers what is published to this topic, which the client may
  /// publish to.
  boolean isServed(String topic) {
    if (subDevices.size() == 0 || principal.mayPublish(topic)) {
      return principal.isServed(topic);
    }
    var subDevice = subDevices.publisherTo(topic);
    return subDevice != null && subDevice.isServed(topic);
  }

  /// Remembers what the client subscribes to thanks to a sub-device, and may not keep after it.
  void note(List<Subscription.Filter> granted) {
    if (subDevices.size() > 0) {
      for (var filter : granted) {
        var subDevice =
            principal.maySubscribe(filter.text()) ? null : subDevices.subscriberTo(filter.text());
        if (subDevice != null) {
          subDevice.filters().add(filter.text());
        }
      }
    }
  }

  /// A client that never subscribes to system topics does not do so for its sub-devices either.
  void subscribeFor(SubDevicePresence subDevice) {
    if (automaticSubscriptions.isEmpty()
        || upstream == null
        || !(principal instanceof Principal.OfDevice device)) {
      return;
    }
    var filters = device.protocol().subDeviceSubscriptions(subDevice.identity());
    subDevice.filters().addAll(filters);
    upstream.subscribe(filters);
  }

  void unsubscribe(List<String> filters) {
    uplink.forget(filters);
    if (!filters.isEmpty() && upstream != null && isUp()) {
      upstream.unsubscribe(filters);
    }
  }

  void reportEndOf(DeviceIdentity subDevice, Ending ending) {
    connection
        .plane()
        .events()
        .sessionClosed(
            GateEvents.claimOf(subDevice),
            principal.dialect(),
            connection.visit().mqttOrigin(),
            ending.reason(),
            "through gateway " + principal.brokerClientId());
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
    var features = connection.plane().brokerFeatures();
    ByteBuf properties =
        Unpooled.buffer(12)
            .writeByte(0x21) // Receive Maximum
            .writeShort(limits.receiveMaximum())
            .writeByte(0x27) // Maximum Packet Size
            .writeInt(limits.maxPacketBytes());
    if (features.highestQos() < 2) {
      properties.writeByte(0x24).writeByte(features.highestQos()); // Maximum QoS
    }
    if (!features.sharedSubscriptions()) {
      properties.writeByte(0x2A).writeByte(0); // Shared Subscription Available
    }
    return Packets.connack5(0, 0, properties);
  }

  /// Connects through to the broker, unless that is under way.
  void open() {
    phase = Phase.OPENING;
    connection.visit().expireIn(connection.plane().limits().upstream());
    connection.setReading(false);
    turn.begin(loop(), this::greetBroker);
  }

  private void greetBroker() {
    if (phase != Phase.OPENING || ordered != null) {
      turn.over(); // the session has ended meanwhile, or is about to
      return;
    }
    var opening = new Upstream(this);
    upstream = opening;
    opening.open();
  }

  /// Its turn at the broker among the sessions of its client id.
  BrokerTurn turn() {
    return turn;
  }

  /// The broker has accepted.
  ///
  /// @param connack its CONNACK as the client is to be told it; owned by this method
  void upstreamUp(ByteBuf connack) {
    if (phase != Phase.OPENING || upstream == null) {
      connack.release();
      return;
    }
    phase = Phase.UP;
    if (!wishes.wantPersistence()) {
      connection.plane().olderSessions().ended(principal.brokerClientId());
    }
    connection.plane().counters().upstreams.increment();
    touch();
    if (connackOwed) {
      connackOwed = false;
      connection.write(connack);
    } else {
      connack.release();
    }
    if (!automaticSubscriptions.isEmpty()) {
      upstream.subscribe(automaticSubscriptions);
    }
    subDevices.all().forEach(this::subscribeFor);
    regulate();
    connection.resume();
  }

  /// @param told whether the broker's own DISCONNECT has gone to the client
  void upstreamLost(String detail, boolean told) {
    connection.plane().counters().upstreamFailures.increment();
    connection.plane().neighbours().broker().connectionFailed();
    end(told ? Ending.UPSTREAM_CLOSED : Ending.UPSTREAM_LOST, detail);
  }

  @Override
  public void read(ByteBuf in) {
    Ending order = ordered;
    if (order != null) {
      in.skipBytes(in.readableBytes());
      end(order, "");
    } else if (phase != Phase.OPENING) {
      touch();
      if (uplink.read(in)) {
        passedUp();
      } else {
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

  /// Says something to the client itself, as soon as no packet of the broker is on its way.
  void say(ByteBuf packet) {
    if (phase == Phase.ENDED) {
      packet.release();
    } else if (isInsidePacketOfBroker()) {
      toClient.add(packet);
      if (toClient.areMany()) {
        regulate();
      }
    } else {
      connection.write(packet);
    }
  }

  /// Says a message to the client itself, without a flush.
  void say(Push push) {
    say(Packets.publish(connection.alloc(), level(), push));
  }

  /// Says something to the broker itself, as soon as no packet of the client is on its way.
  void sayUp(ByteBuf packet) {
    if (uplink.isInsidePacket()) {
      toBroker.add(packet);
    } else {
      up(packet);
    }
  }

  private boolean isInsidePacketOfBroker() {
    return upstream != null && upstream.isInsidePacket();
  }

  /// Some of the broker's words have been passed on.
  void passedDown() {
    if (isInsidePacketOfBroker()) {
      return;
    }
    boolean wereMany = toClient.areMany();
    for (ByteBuf next = toClient.poll(); next != null; next = toClient.poll()) {
      down(next);
    }
    if (wereMany) {
      regulate();
    }
  }

  private void passedUp() {
    if (uplink.isInsidePacket()) {
      return;
    }
    for (ByteBuf next = toBroker.poll(); next != null; next = toBroker.poll()) {
      up(next);
    }
  }

  /// Whether the client may ask something of the server itself; if not, it will be resumed.
  boolean mayAsk() {
    boolean may = !questions.areMany();
    if (!may) {
      regulate();
    }
    return may;
  }

  /// The client asks the server itself.
  void ask(String topic, byte[] payload) {
    questions.ask(topic, payload);
  }

  /// One of the client's questions has been answered.
  void answered() {
    if (phase != Phase.ENDED) {
      regulate();
      connection.resume();
    }
  }

  @Override
  public EventLoop loop() {
    return connection.channel().eventLoop();
  }

  @Override
  public boolean tell(Notice notice) {
    return pushes.tell(notice);
  }

  @Override
  public boolean tellNow(Notice notice) {
    return pushes.tellNow(notice);
  }

  @Override
  public boolean push(Push push) {
    return pushes.push(push);
  }

  /// Sends the client a message at once, on the event loop; false for one that [#push] would not
  /// send it to.
  boolean pushAtOnce(Push push) {
    return pushes.pushAtOnce(push);
  }

  /// Whether it has been let in, and takes what it is sent. Any thread.
  boolean isListening() {
    return !connackOwed && ordered == null && connection.channel().isWritable();
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
    connection.setReading(phase != Phase.OPENING && clientTakes && !isHeldUp());
  }

  /// Whether the client is not listened to for a reason that is not its own.
  private boolean isHeldUp() {
    boolean byBroker = phase == Phase.UP && upstream != null && !upstream.isWritable();
    return byBroker || toClient.areMany() || questions.areMany();
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
      upstreamLost("the broker did not answer in time", false);
    } else if (isHeldUp()) {
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

  @Override
  public void endFromAnywhere(Ending ending) {
    ordered = ending;
    Loops.run(connection.channel().eventLoop(), () -> end(ending, ""));
  }

  /// Any thread.
  boolean isOrderedToEnd() {
    return ordered != null;
  }

  /// The client is about to leave: the broker must not keep for it what was its sub-devices'.
  void leaveSubDevices() {
    subDevices.endAll(wishes.wantPersistence());
  }

  private void end(Ending ending, String detail) {
    if (phase == Phase.ENDED) {
      return;
    }
    boolean refused = connackOwed && !ending.isAtOnce() && !ending.equals(Ending.CLIENT_CLOSED);
    leaveSubDevices();
    phase = Phase.ENDED;
    Plane plane = connection.plane();
    switch (principal) {
      case Principal.OfDevice device -> plane.sessions().leave(device.identity(), this);
      case Principal.OfApplication program ->
          plane.applications().leave(program.application().keyId(), this);
    }
    plane
        .events()
        .sessionClosed(
            principal.claim(),
            principal.dialect(),
            connection.visit().mqttOrigin(),
            ending.reason(),
            principal.detailed(detail));
    boolean mayStillSpeak = !isInsidePacketOfBroker();
    toClient.discard();
    toBroker.discard();
    if (upstream != null) {
      upstream.finish();
    } else {
      turn.abandon();
    }
    if (refused) {
      connection.leave(Packets.connack(level(), ReasonCodes.SERVER_UNAVAILABLE));
    } else if (wishes.isMqtt5()
        && !connackOwed
        && mayStillSpeak
        && ending.disconnectCode() != Ending.SILENT) {
      connection.leave(Packets.disconnect5(ending.disconnectCode()));
    } else if (ending.isAtOnce()) {
      connection.close();
    } else {
      connection.leave();
    }
  }

  /// Notes what was not let through, or not as it was.
  void refuse(MessageRefusal why, String detail) {
    refusals.note(why, detail);
  }
}
