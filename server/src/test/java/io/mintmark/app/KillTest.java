package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.Firmware;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.aliyun.AliyunFirmware;
import io.mintmark.devicekit.aliyun.AliyunTokenLogin;
import io.mintmark.devicekit.aliyun.AliyunUnlistedRegistration;
import io.mintmark.devicekit.aliyun.UnitCredential;
import io.mintmark.devicekit.aliyun.UnlistedOutcome;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import io.mintmark.devicekit.wire.MqttClient;
import io.mintmark.devicekit.wire.Network;
import io.mintmark.devicekit.wire.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL in the middle of the work. Whatever was acknowledged is still true after the restart.
class KillTest {

  @TempDir Path folder;
  private ChildServer child;
  private Api api;

  @BeforeEach
  void aServerOfItsOwnProcess() throws IOException {
    child = new ChildServer(folder);
    api = child.firstApi();
  }

  @AfterEach
  void stop() {
    child.close();
  }

  @Test
  void aKillWhileMintingLosesNothingAndMintsNothingTwice() throws Exception {
    int count = 60_000;
    String product = api.product(api.project(), "ALIYUN");
    var names =
        IntStream.range(0, count).mapToObj("unit-%06d"::formatted).collect(Collectors.toList());
    String uploaded = api.orderNames(product, "DEVICE_SECRET", String.join("\n", names));
    String generated = api.orderGenerated(product, count);
    awaitMinted(uploaded, 2_000);
    awaitMinted(generated, 2_000);
    assertThat(api.batch(uploaded).get("minted").asInt()).as("still under way").isLessThan(count);

    child.kill();
    child.restart();

    int mintedBefore = api.batch(uploaded).get("minted").asInt();
    assertThat(mintedBefore).isGreaterThanOrEqualTo(2_000);
    assertThat(api.ready(uploaded).get("state").asString()).isEqualTo("READY");
    assertThat(api.ready(generated).get("state").asString()).isEqualTo("READY");
    var uploadedNames = names(api.file(uploaded));
    var generatedNames = names(api.file(generated));
    assertThat(uploadedNames).isEqualTo(names);
    assertThat(generatedNames).hasSize(count);
    var all = new HashSet<>(uploadedNames);
    all.addAll(generatedNames);
    assertThat(all).hasSize(2 * count);
  }

  @Test
  void aKillAmid200RegistrationsTakesBackNoAnswer() throws Exception {
    int count = 200;
    String product = api.product(api.project(), "ALIYUN");
    api.registration(product, true);
    var names = IntStream.range(0, count).mapToObj("unit-%03d"::formatted).toList();
    api.ready(api.orderNames(product, "DYNAMIC_REGISTRATION", String.join("\n", names)));
    String productSecret = api.productSecret(product);
    var answered = new ConcurrentHashMap<String, Credential>();

    registerAllAndKillAfter(60, product, productSecret, names, answered);
    child.restart();

    assertThat(answered).hasSizeGreaterThanOrEqualTo(60);
    try (var network = Network.start(1)) {
      var firmware = firmware(network);
      for (var credential : answered.values()) {
        String name = credential.identity().deviceName();
        assertThat(api.device(product, name).get("registeredAt").isNull()).as(name).isFalse();
        WholeServer.loggedIn(firmware, credential, MessageListener.DEAF);
      }
      for (var name : names) {
        if (!answered.containsKey(name)) {
          var unit = new ProductCredential(new DeviceIdentity(product, name), productSecret);
          WholeServer.registered(firmware, unit);
        }
      }
    }
  }

  @Test
  void aKillAmidUnlistedRegistrationsTakesBackNoUnitAndAdmitsNoneTooMany() throws Exception {
    String product = api.product(api.project(), "ALIYUN");
    api.registration(product, "UNLISTED");
    String productSecret = api.productSecret(product);
    var units =
        IntStream.range(0, 150)
            .mapToObj(i -> new DeviceIdentity(product, "unit-%02d".formatted(i % 30)))
            .map(identity -> new ProductCredential(identity, productSecret))
            .toList();
    var answered = new ConcurrentLinkedQueue<UnitCredential>();

    admitAllAndKillAfter(40, units, answered);
    child.restart();

    assertThat(answered).hasSizeGreaterThanOrEqualTo(40);
    try (var network = Network.start(1)) {
      var mqtts = mqtts(network);
      for (var credential : answered) {
        assertThat(
                WholeServer.await(
                    new AliyunTokenLogin(mqtts).login(credential, MessageListener.DEAF)))
            .isInstanceOf(LoginOutcome.Connected.class);
      }
      var registration = AliyunUnlistedRegistration.likeC4(mqtts, new SecureRandom());
      for (var unit : units.subList(0, 30)) {
        long places =
            5 - answered.stream().filter(one -> one.identity().equals(unit.identity())).count();
        for (int i = 0; i < places; i++) {
          WholeServer.await(registration.register(unit));
        }
        assertThat(WholeServer.await(registration.register(unit)))
            .isEqualTo(new UnlistedOutcome.Refused(4));
      }
    }
  }

  private void admitAllAndKillAfter(
      int answers, List<ProductCredential> units, Queue<UnitCredential> answered) throws Exception {
    var enough = new CountDownLatch(answers);
    var over = new CountDownLatch(units.size());
    try (var network = Network.start(1)) {
      var registration = AliyunUnlistedRegistration.likeC4(mqtts(network), new SecureRandom());
      for (var unit : units) {
        var _ =
            registration
                .register(unit)
                .whenComplete(
                    (outcome, _) -> {
                      if (outcome instanceof UnlistedOutcome.Admitted(var credential)) {
                        answered.add(credential);
                        enough.countDown();
                      }
                      over.countDown();
                    });
      }
      assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
      child.kill();
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private MqttClient mqtts(Network network) throws IOException {
    var trust = Trust.inFile(child.authorityFile());
    return MqttClient.to(network, Endpoint.tls("localhost", child.mqtts, trust));
  }

  private void registerAllAndKillAfter(
      int answers,
      String product,
      String productSecret,
      List<String> names,
      Map<String, Credential> answered)
      throws Exception {
    var enough = new CountDownLatch(answers);
    var over = new CountDownLatch(names.size());
    try (var network = Network.start(1)) {
      var firmware = firmware(network);
      for (var name : names) {
        var unit = new ProductCredential(new DeviceIdentity(product, name), productSecret);
        var _ =
            firmware
                .registration()
                .register(unit)
                .whenComplete(
                    (outcome, _) -> {
                      if (outcome instanceof RegistrationOutcome.Registered(var credential)) {
                        answered.put(name, credential);
                        enough.countDown();
                      }
                      over.countDown();
                    });
      }
      assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
      child.kill();
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Firmware firmware(Network network) {
    return AliyunFirmware.registeringOverHttp(
        HttpClient.connectingAnew(network, Endpoint.plain("127.0.0.1", child.http)),
        MqttClient.to(network, Endpoint.plain("127.0.0.1", child.mqtt)),
        InstantSource.system(),
        new SecureRandom());
  }

  private void awaitMinted(String batch, int atLeast) {
    while (api.batch(batch).get("minted").asInt() < atLeast) {
      Thread.onSpinWait();
    }
  }

  private static List<String> names(List<List<String>> file) {
    return file.stream().skip(1).map(row -> row.get(1)).toList();
  }
}
