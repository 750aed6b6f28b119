package io.mintmark.broker;

/// What a broker can do. The gate refuses what it cannot, in words that a client understands,
/// because brokers themselves drop, change or answer such things wrongly.
///
/// @param highestLevel 5 for MQTT 5, 4 for a broker that speaks only 3.1 and 3.1.1
/// @param highestQos the highest QoS of a message; RabbitMQ answers a QoS 2 message with a PUBACK
/// @param sharedSubscriptions whether `$share/group/filter` is more than a strange topic
/// @param dollarTopics whether messages go through on topics that begin with `$`, as Tencent's do
/// @param exactTopics whether every topic arrives as it was sent. RabbitMQ takes `.` for `/` and
///     `*` for `+`, so that the device `a.b` would share its topics with the device `a`
public record BrokerFeatures(
    int highestLevel,
    int highestQos,
    boolean sharedSubscriptions,
    boolean dollarTopics,
    boolean exactTopics) {

  /// All that MQTT 5 asks for.
  public static final BrokerFeatures ALL = new BrokerFeatures(5, 2, true, true, true);

  private static final String SHARE = "$share/";

  /// Whether a message on this topic, or a subscription with this filter, does what it says.
  public boolean carries(String topic) {
    if (!exactTopics && (topic.indexOf('.') >= 0 || topic.indexOf('*') >= 0)) {
      return false;
    }
    if (topic.isEmpty() || topic.charAt(0) != '$') {
      return true;
    }
    return topic.startsWith(SHARE) ? sharedSubscriptions : dollarTopics;
  }
}
