package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.aliyun.AliyunFirmware;
import io.mintmark.devicekit.tencent.TencentFirmware;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Devices of both vendors that register over HTTP and log in over WebSocket.
class WebSocketLifeTest {

  @TempDir Path data;
  private WholeServer whole;

  @BeforeEach
  void start() throws Exception {
    whole = WholeServer.start(data);
  }

  @AfterEach
  void stop() {
    whole.close();
  }

  private Firmware firmware(String dialect, MqttClient login) {
    var clock = InstantSource.system();
    var random = new SecureRandom();
    return dialect.equals("ALIYUN")
        ? AliyunFirmware.registeringOverHttp(whole.https, login, clock, random)
        : TencentFirmware.hubC(whole.https, login, clock, random);
  }

  @ParameterizedTest
  @CsvSource({"ALIYUN, false, WS", "ALIYUN, true, WSS", "TENCENT, false, WS", "TENCENT, true, WSS"})
  void aDeviceLogsInOverWebSocket(String dialect, boolean tls, String transport) throws Exception {
    var product = whole.api.product(whole.api.project(), dialect);
    whole.api.registration(product, true);
    whole.api.ready(whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "DeviceName\nlamp-1\n"));
    var login = (tls ? whole.mqtts : whole.mqtt).overWebSocket(tls ? "/" : "/mqtt");
    var firmware = firmware(dialect, login);
    var credential = WholeServer.registered(firmware, whole.unit(product, "lamp-1"));

    var session = WholeServer.loggedIn(firmware, credential, MessageListener.DEAF);

    WholeServer.await(session.ping());
    assertThat(whole.api.events(product, "lamp-1", 3))
        .endsWith("ACTIVATION ACTIVATED", "LOGIN ADMITTED");
    var newest = whole.api.get("/api/v1/products/%s/devices/lamp-1/events".formatted(product));
    assertThat(newest.get("items").get(0).get("transport").asString()).isEqualTo(transport);
    session.disconnect();
  }
}
