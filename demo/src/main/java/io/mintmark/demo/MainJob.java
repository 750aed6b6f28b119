package io.mintmark.demo;

import io.mintmark.app.Addresses;
import io.mintmark.devicekit.Burned;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.aliyun.AliyunFirmware;
import io.mintmark.devicekit.tencent.TencentFirmware;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import io.mintmark.devicekit.wire.Trust;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/// The main job from order to data: a Tencent product whose units burn their own secret, an Aliyun
/// product whose units register, their files, and every unit powered on over TLS.
final class MainJob {

  private static final int UNITS = 1_000;
  private static final int AT_ONCE = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ManagementApi api;
  private final Addresses server;
  private final Path folder;
  private final Trust trust;
  private final PrintStream out;
  private final boolean terminal;

  /// @param folder where the files for the factory go
  MainJob(
      ManagementApi api,
      Addresses server,
      Path authority,
      Path folder,
      PrintStream out,
      boolean terminal)
      throws IOException {
    this.api = api;
    this.server = server;
    this.folder = folder;
    this.trust = Trust.inFile(authority);
    this.out = out;
    this.terminal = terminal;
  }

  /// Plays it, with the devices staying online on `network`.
  Funnel play(Network network) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String project = api.createProject("Demo");
    String tencent = api.createProduct(project, "Smart lamp", "TENCENT", false);
    String aliyun = api.createProduct(project, "Air sensor", "ALIYUN", true);
    out.printf(
        "  project %s%n  product %s (Tencent)%n  product %s (Aliyun, registration on)%n%n",
        project, tencent, aliyun);

    List<Credential> lamps = orderLamps(tencent);
    List<ProductCredential> sensors = orderSensors(aliyun);

    var funnel = new Funnel(lamps.size() + sensors.size(), sensors.size());
    var key = api.createApplicationKey(project, "demo cloud program");
    var mqtt = MqttClient.to(network, Endpoint.tls("localhost", server.mqtts().getPort(), trust));
    var cloud =
        CloudProgram.connect(
            mqtt, key.get("id").asString(), key.get("token").asString(), funnel::countSeen);
    cloud.listenTo("$thing/up/property/%s/+".formatted(tencent));
    cloud.listenTo("/sys/%s/+/thing/event/property/post".formatted(aliyun));

    powerOn(network, mqtt, tencent, lamps, aliyun, sensors, funnel);
    return funnel;
  }

  private List<Credential> orderLamps(String productKey) throws IOException, InterruptedException {
    String batch = api.orderGenerated(productKey, UNITS);
    Path file = minted(batch, "lamps (一机一密)", "lamps.csv");
    return BurnFile.credentials(file);
  }

  private List<ProductCredential> orderSensors(String productKey)
      throws IOException, InterruptedException {
    var names = IntStream.rangeClosed(1, UNITS).mapToObj("sensor-%06d"::formatted).toList();
    String batch = api.orderNames(productKey, "DeviceName\n" + String.join("\n", names) + "\n");
    Path file = minted(batch, "sensors (一型一密)", "sensors.csv");
    String productSecret = api.productSecret(productKey);
    return BurnFile.names(file).stream()
        .map(name -> new ProductCredential(new DeviceIdentity(productKey, name), productSecret))
        .toList();
  }

  private Path minted(String batch, String title, String fileName)
      throws IOException, InterruptedException {
    new ProgressBar(out, terminal, "minting " + title, UNITS)
        .follow(() -> mintedSoFar(batch), PATIENCE);
    Path file = folder.resolve(fileName);
    api.downloadBatch(batch, file);
    out.printf("  file for the factory: %s%n%n", file);
    return file;
  }

  private int mintedSoFar(String batch) {
    try {
      return api.batch(batch).get("minted").asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void powerOn(
      Network network,
      MqttClient mqtt,
      String tencent,
      List<Credential> lamps,
      String aliyun,
      List<ProductCredential> sensors,
      Funnel funnel)
      throws InterruptedException {
    var random = new SecureRandom();
    var clock = InstantSource.system();
    var http =
        HttpClient.connectingAnew(
            network, Endpoint.tls("localhost", server.https().getPort(), trust));
    var lampFirmware = TencentFirmware.explorerC(http, mqtt, clock, random);
    var overHttp = AliyunFirmware.registeringOverHttp(http, mqtt, clock, random);
    var overMqtt = AliyunFirmware.registeringOverMqtt(mqtt, clock, random);
    var fleet = new Fleet(AT_ONCE, funnel);
    int half = sensors.size() / 2;

    var powering =
        Thread.ofVirtual()
            .start(
                () -> {
                  Fleet.Topic lampTopic =
                      name -> "$thing/up/property/%s/%s".formatted(tencent, name);
                  Fleet.Topic sensorTopic =
                      name -> "/sys/%s/%s/thing/event/property/post".formatted(aliyun, name);
                  on(fleet, lamps, lampFirmware, lampTopic);
                  on(fleet, sensors.subList(0, half), overHttp, sensorTopic);
                  on(fleet, sensors.subList(half, sensors.size()), overMqtt, sensorTopic);
                });
    int total = lamps.size() + sensors.size();
    new ProgressBar(out, terminal, "devices online", total).follow(funnel::settled, PATIENCE);
    new ProgressBar(out, terminal, "data at the cloud", funnel.loggedIn())
        .follow(funnel::seen, Duration.ofSeconds(20));
    powering.join(PATIENCE);
  }

  private static void on(
      Fleet fleet, List<? extends Burned> units, Firmware firmware, Fleet.Topic topic) {
    try {
      fleet.powerOn(units, firmware, topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
