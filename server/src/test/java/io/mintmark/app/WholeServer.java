package io.mintmark.app;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.aliyun.AliyunFirmware;
import io.mintmark.devicekit.tencent.TencentFirmware;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import io.mintmark.devicekit.wire.Session;
import io.mintmark.devicekit.wire.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// A whole server on free ports, a client of its API, and the network of its devices.
final class WholeServer implements AutoCloseable {

  static final List<String> FREE_PORTS =
      List.of(
          "gate.address=127.0.0.1",
          "gate.mqtt-port=0",
          "gate.mqtts-port=0",
          "gate.http-port=0",
          "gate.https-port=0",
          "management.port=0");

  final MintmarkServer server;
  final Network network = Network.start(1);
  final Api api;
  final MqttClient mqtt;
  final MqttClient mqtts;
  final HttpClient http;
  final HttpClient https;
  private final SecureRandom random = new SecureRandom();
  private final Trust trust;

  private WholeServer(MintmarkServer server) throws IOException {
    this.server = server;
    var addresses = server.addresses();
    api = new Api(addresses.managementUri(), server.issueApiKey("test").expose());
    trust = Trust.inFile(server.authorityFile());
    mqtt = MqttClient.to(network, Endpoint.plain("localhost", addresses.mqtt().getPort()));
    mqtts = MqttClient.to(network, Endpoint.tls("localhost", addresses.mqtts().getPort(), trust));
    http =
        HttpClient.connectingAnew(network, Endpoint.plain("localhost", addresses.http().getPort()));
    https =
        HttpClient.connectingAnew(
            network, Endpoint.tls("localhost", addresses.https().getPort(), trust));
  }

  static WholeServer start(Path data, String... settings) throws IOException {
    var assignments = new ArrayList<>(FREE_PORTS);
    assignments.addAll(List.of(settings));
    return new WholeServer(MintmarkServer.start(Settings.read(data, Map.of(), assignments)));
  }

  /// All the ways a unit of this dialect reaches the server, by what they are called.
  Map<String, Firmware> firmware(String dialect) {
    var clock = InstantSource.system();
    return switch (dialect) {
      case "ALIYUN" ->
          Map.of(
              "HTTP", AliyunFirmware.registeringOverHttp(http, mqtt, clock, random),
              "HTTPS", AliyunFirmware.registeringOverHttp(https, mqtts, clock, random),
              "MQTTS", AliyunFirmware.registeringOverMqtt(mqtts, clock, random));
      case "TENCENT" ->
          Map.of(
              "HTTP generation 1", TencentFirmware.explorerC(http, mqtt, clock, random),
              "HTTPS generation 1", TencentFirmware.explorerC(https, mqtts, clock, random),
              "HTTP generation 2", TencentFirmware.hubC(http, mqtt, clock, random),
              "HTTPS generation 2", TencentFirmware.hubC(https, mqtts, clock, random));
      default -> throw new IllegalArgumentException(dialect);
    };
  }

  /// One way that serves, over TLS.
  Firmware usual(String dialect) {
    return firmware(dialect).get(dialect.equals("ALIYUN") ? "HTTPS" : "HTTPS generation 2");
  }

  /// The same way, for units in another network.
  Firmware usual(String dialect, Network elsewhere) {
    var addresses = server.addresses();
    var clock = InstantSource.system();
    var httpsThere =
        HttpClient.connectingAnew(
            elsewhere, Endpoint.tls("localhost", addresses.https().getPort(), trust));
    var mqttsThere =
        MqttClient.to(elsewhere, Endpoint.tls("localhost", addresses.mqtts().getPort(), trust));
    return dialect.equals("ALIYUN")
        ? AliyunFirmware.registeringOverHttp(httpsThere, mqttsThere, clock, random)
        : TencentFirmware.hubC(httpsThere, mqttsThere, clock, random);
  }

  ProductCredential unit(String product, String name) {
    return new ProductCredential(new DeviceIdentity(product, name), api.productSecret(product));
  }

  static Credential registered(Firmware firmware, ProductCredential unit) {
    return switch (await(firmware.registration().register(unit))) {
      case RegistrationOutcome.Registered(var credential) -> credential;
      case RegistrationOutcome.Refused(var code, var message) ->
          throw new AssertionError("registration refused: %s %s".formatted(code, message));
    };
  }

  static Session loggedIn(Firmware firmware, Credential credential, MessageListener listener) {
    return switch (await(firmware.login().login(credential, listener))) {
      case LoginOutcome.Connected(var session, _) -> session;
      case LoginOutcome.Refused(int code) ->
          throw new AssertionError("login refused: CONNACK " + code);
    };
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    network.close();
    server.close();
  }
}
