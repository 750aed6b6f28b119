package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.mintmark.broker.BrokerSettings;
import io.mintmark.broker.EmbeddedBroker;
import io.mintmark.event.EventKind;
import io.mintmark.event.Transport;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Others' MQTT clients over WebSocket, with a real broker behind the gate.
@ExtendWith({LeakWatch.class, LogWatch.class})
@Timeout(60)
class WebSocketClientsTest {

  private static final byte[] LARGE = new byte[200_000];

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private TestGate gate;

  @BeforeAll
  static void startBroker() throws Exception {
    Arrays.fill(LARGE, (byte) 'x');
    broker =
        new EmbeddedBroker(BrokerSettings.in(folder), new SecureRandom(), InstantSource.system());
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.stop();
  }

  @BeforeEach
  void start() throws Exception {
    gate = new TestGate(GateSettings.DEFAULT, broker);
  }

  @AfterEach
  void stop(LogWatch log) throws Exception {
    gate.close();
    assertThat(log.errors()).isEmpty();
  }

  private static TrustManagerFactory trust() throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    trusted.setCertificateEntry("ca", TestGate.certificates().authority());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust;
  }

  /// Port 8883 of the house for the encrypted, 1883 for the others.
  private InetSocketAddress address(boolean tls) {
    return tls ? gate.addresses.mqtts() : gate.addresses.mqtt();
  }

  private Mqtt5BlockingClient hiveMq(boolean tls, String path) throws Exception {
    var builder =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("localhost")
            .serverPort(address(tls).getPort())
            .identifier("x.d1")
            .webSocketConfig()
            .serverPath(path)
            .applyWebSocketConfig();
    if (tls) {
      builder =
          builder.sslConfig(MqttClientSslConfig.builder().trustManagerFactory(trust()).build());
    }
    return builder
        .simpleAuth()
        .username("login:P1/d1")
        .password("right".getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .buildBlocking();
  }

  @ParameterizedTest
  @CsvSource({"false, mqtt", "false, ''", "true, mqtt", "true, ''"})
  void hiveMqsClientSendsToItself(boolean tls, String path) throws Exception {
    var device = hiveMq(tls, path);
    device.connect();
    try (var received = device.publishes(MqttGlobalPublishFilter.ALL)) {
      device.subscribeWith().topicFilter("/P1/d1/x").qos(MqttQos.AT_LEAST_ONCE).send();

      device.publishWith().topic("/P1/d1/x").qos(MqttQos.AT_LEAST_ONCE).payload(LARGE).send();

      var message = received.receive(10, TimeUnit.SECONDS).orElseThrow();
      assertThat(message.getPayloadAsBytes()).isEqualTo(LARGE);
    }
    device.disconnect();

    var end = gate.awaitEvent(EventKind.SESSION_CLOSED);
    assertThat(end.outcome()).isEqualTo("CLIENT_CLOSED");
    assertThat(end.origin().transport()).isEqualTo(tls ? Transport.WSS : Transport.WS);
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
  }

  @ParameterizedTest
  @CsvSource({"false, /mqtt", "true, ''"})
  void pahosClientSendsToItself(boolean tls, String path) throws Exception {
    var received = new ArrayBlockingQueue<byte[]>(1);
    String uri = (tls ? "wss" : "ws") + "://localhost:" + address(tls).getPort() + path;
    try (var device =
        new org.eclipse.paho.client.mqttv3.MqttClient(uri, "x.d1", new MemoryPersistence())) {
      device.setTimeToWait(20_000);
      device.connect(options(tls));

      device.subscribe("/P1/d1/x", 1, (_, message) -> received.add(message.getPayload()));
      device.publish("/P1/d1/x", LARGE, 1, false);

      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(LARGE);
      device.disconnect();
    }
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
  }

  private static MqttConnectOptions options(boolean tls) throws Exception {
    var options = new MqttConnectOptions();
    options.setUserName("login:P1/d1");
    options.setPassword("right".toCharArray());
    if (tls) {
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust().getTrustManagers(), null);
      options.setSocketFactory(context.getSocketFactory());
    }
    return options;
  }
}
