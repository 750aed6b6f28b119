package io.mintmark.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/// The MQTT versions devices speak, each by a client library that is used in the field.
enum MqttVersion {
  MQTT_3_1 {
    @Override
    Session connect(InetSocketAddress broker, String clientId, BrokerPass pass) throws Exception {
      return new PahoSession(MqttConnectOptions.MQTT_VERSION_3_1, broker, clientId, pass);
    }
  },
  MQTT_3_1_1 {
    @Override
    Session connect(InetSocketAddress broker, String clientId, BrokerPass pass) throws Exception {
      return new PahoSession(MqttConnectOptions.MQTT_VERSION_3_1_1, broker, clientId, pass);
    }
  },
  MQTT_5 {
    @Override
    Session connect(InetSocketAddress broker, String clientId, BrokerPass pass) {
      return new Mqtt5Session(broker, clientId, pass);
    }
  };

  abstract Session connect(InetSocketAddress broker, String clientId, BrokerPass pass)
      throws Exception;

  /// A connected client with a clean session; its methods wait for the broker's answer.
  interface Session extends AutoCloseable {

    void subscribe(String filter, int qos) throws Exception;

    void publish(String topic, int qos, String payload) throws Exception;

    /// The next message as "topic payload", or null when none comes in time.
    @Nullable String next(long seconds) throws InterruptedException;

    @Override
    void close();
  }

  private static final class PahoSession implements Session, MqttCallback {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final org.eclipse.paho.client.mqttv3.MqttClient client;

    PahoSession(int version, InetSocketAddress broker, String clientId, BrokerPass pass)
        throws Exception {
      client =
          new org.eclipse.paho.client.mqttv3.MqttClient(
              "tcp://127.0.0.1:" + broker.getPort(), clientId, new MemoryPersistence());
      client.setCallback(this);
      var options = new MqttConnectOptions();
      options.setMqttVersion(version);
      options.setUserName(pass.userName());
      options.setPassword(pass.password().toCharArray());
      client.connect(options);
    }

    @Override
    public void subscribe(String filter, int qos) throws Exception {
      client.subscribe(filter, qos);
    }

    @Override
    public void publish(String topic, int qos, String payload) throws Exception {
      client.publish(topic, payload.getBytes(UTF_8), qos, false);
    }

    @Override
    public @Nullable String next(long seconds) throws InterruptedException {
      return received.poll(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(topic + " " + new String(message.getPayload(), UTF_8));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}

    @Override
    public void close() {
      try {
        if (client.isConnected()) {
          client.disconnect(0);
        }
        client.close();
      } catch (MqttException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Mqtt5Session implements Session {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final Mqtt5BlockingClient client;

    Mqtt5Session(InetSocketAddress broker, String clientId, BrokerPass pass) {
      client =
          MqttClient.builder()
              .useMqttVersion5()
              .identifier(clientId)
              .serverAddress(broker)
              .buildBlocking();
      client
          .toAsync()
          .publishes(
              MqttGlobalPublishFilter.ALL,
              message ->
                  received.add(
                      message.getTopic() + " " + new String(message.getPayloadAsBytes(), UTF_8)));
      client
          .connectWith()
          .simpleAuth()
          .username(pass.userName())
          .password(pass.password().getBytes(UTF_8))
          .applySimpleAuth()
          .send();
    }

    @Override
    public void subscribe(String filter, int qos) {
      client.subscribeWith().topicFilter(filter).qos(MqttQos.fromCode(qos)).send();
    }

    @Override
    public void publish(String topic, int qos, String payload) {
      client
          .publishWith()
          .topic(topic)
          .qos(MqttQos.fromCode(qos))
          .payload(payload.getBytes(UTF_8))
          .send();
    }

    @Override
    public @Nullable String next(long seconds) throws InterruptedException {
      return received.poll(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      if (client.getState().isConnected()) {
        client.disconnect();
      }
    }
  }
}
