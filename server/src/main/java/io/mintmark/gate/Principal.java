package io.mintmark.gate;

import io.mintmark.access.Application;
import io.mintmark.broker.ClientKind;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Dialects;
import io.mintmark.dialect.TopicRules;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Who a session belongs to, and which topics that opens.
sealed interface Principal {

  /// Its name at the broker: the same at every login, and no one else's.
  String brokerClientId();

  ClientKind kind();

  boolean mayPublish(String topic);

  boolean maySubscribe(String filter);

  /// Whether the server itself answers what is published to this topic, which the principal may
  /// publish to.
  default boolean isServed(String topic) {
    return false;
  }

  /// How much of MQTT it may use.
  ///
  /// @param level of its protocol
  default MqttRules mqttRules(int level) {
    return MqttRules.FULL;
  }

  /// For the event log.
  Claim claim();

  @Nullable Dialect dialect();

  /// A detail of an event, with the name of one whom the event does not name otherwise.
  default String detailed(String detail) {
    return detail;
  }

  /// A device, on its own topics.
  ///
  /// @param clientId which DeviceClient of its name; null for a device with its own secret
  record OfDevice(
      DeviceIdentity identity,
      @Nullable String clientId,
      ProductRules rules,
      DeviceDialect protocol)
      implements Principal {

    @Override
    public String brokerClientId() {
      return identity.toString();
    }

    @Override
    public ClientKind kind() {
      return ClientKind.DEVICE;
    }

    @Override
    public boolean mayPublish(String topic) {
      return protocol.topics().mayPublish(identity, topic);
    }

    @Override
    public boolean maySubscribe(String filter) {
      return protocol.topics().maySubscribe(identity, filter);
    }

    @Override
    public boolean isServed(String topic) {
      return protocol.servesTopic(identity, topic);
    }

    /// The vendors' documents on QoS 2, retained messages and wills are of the time before MQTT 5.
    @Override
    public MqttRules mqttRules(int level) {
      return rules.fullMqtt()
          ? MqttRules.FULL
          : new MqttRules(level < Wishes.MQTT_5, protocol.maxPublishBytes(), protocol.maxFilters());
    }

    @Override
    public Claim claim() {
      return GateEvents.claimOf(identity);
    }

    @Override
    public Dialect dialect() {
      return protocol.dialect();
    }
  }

  /// A cloud program, on the topics of its project's products. Its key's id has a hyphen, which no
  /// ProductKey has, so it can never take a device's place at the broker.
  record OfApplication(Application application, String clientId, Dialects dialects)
      implements Principal {

    private static final String SHARE = "$share/";

    @Override
    public String brokerClientId() {
      return application.keyId() + "/" + clientId;
    }

    @Override
    public ClientKind kind() {
      return ClientKind.APPLICATION;
    }

    @Override
    public boolean mayPublish(String topic) {
      return anyProductIn(topic, (rules, key) -> rules.applicationMayPublish(key, topic));
    }

    @Override
    public boolean maySubscribe(String filter) {
      if (!filter.startsWith(SHARE)) {
        return maySubscribeAlone(filter);
      }
      int groupEnd = filter.indexOf('/', SHARE.length());
      return groupEnd > SHARE.length() && maySubscribeAlone(filter.substring(groupEnd + 1));
    }

    private boolean maySubscribeAlone(String filter) {
      return anyProductIn(filter, (rules, key) -> rules.applicationMaySubscribe(key, filter));
    }

    /// Every topic of a product names it in a level of its own, so only the products so named need
    /// be asked, however many the project has.
    private boolean anyProductIn(String topic, BiPredicate<TopicRules, ProductKey> allows) {
      int from = 0;
      while (from <= topic.length()) {
        int slash = topic.indexOf('/', from);
        int to = slash < 0 ? topic.length() : slash;
        String level = topic.substring(from, to);
        if (ProductKey.isWellFormed(level)) {
          var key = new ProductKey(level);
          Dialect dialect = application.products().get(key);
          if (dialect != null && allows.test(dialects.of(dialect).topics(), key)) {
            return true;
          }
        }
        from = to + 1;
      }
      return false;
    }

    @Override
    public Claim claim() {
      return Claim.NONE;
    }

    @Override
    public @Nullable Dialect dialect() {
      return null;
    }

    @Override
    public String detailed(String detail) {
      return detail.isEmpty() ? brokerClientId() : brokerClientId() + ": " + detail;
    }
  }
}
