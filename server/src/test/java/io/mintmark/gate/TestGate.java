package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.access.Application;
import io.mintmark.access.ApplicationLogin;
import io.mintmark.broker.BrokerLink;
import io.mintmark.certificate.CertificateAuthority;
import io.mintmark.certificate.ServerCertificates;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.DeviceDialect;
import io.mintmark.dialect.Dialects;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.Origin;
import io.mintmark.gateway.GatewayCall;
import io.mintmark.gateway.GatewayDesk;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.login.Attempts;
import io.mintmark.login.DeviceLogin;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.login.PresharedKeys;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductRules;
import io.mintmark.project.ProjectId;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A real gate on real ports of the loopback, among neighbours that do what a test says.
final class TestGate implements AutoCloseable {

  static final String KEY_ID = "mma-0123456789";

  /// Nobody has a pre-shared key.
  static final PresharedKeys NO_KEYS =
      _ ->
          CompletableFuture.completedFuture(
              new PresharedKeys.Finding.None(LoginOutcome.Reason.DEVICE_UNKNOWN));

  private static ServerCertificates certificates;

  final FakeBroker broker;
  final List<Event> events = new CopyOnWriteArrayList<>();
  final List<LoginAttempt> logins = new CopyOnWriteArrayList<>();
  final List<RegistrationRequest> registrations = Collections.synchronizedList(new ArrayList<>());
  final List<TakeOver> takeOvers = new CopyOnWriteArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  static final GatewayDesk NO_GATEWAYS =
      _ ->
          CompletableFuture.completedFuture(
              new GatewayOutcome.Refused(GatewayOutcome.Reason.INTERNAL));

  final Gate gate;
  final GateAddresses addresses;

  /// What the gate told of a session that was thrown out.
  record TakeOver(
      DeviceIdentity identity, @Nullable String clientId, Origin loser, Origin winner) {}

  /// Admits whoever has the password "right", with all of MQTT.
  volatile Function<LoginAttempt, CompletionStage<LoginOutcome>> login =
      attempt -> CompletableFuture.completedFuture(byPassword(attempt));

  /// Issues to everybody.
  volatile Function<RegistrationRequest, CompletionStage<RegistrationOutcome>> registrar =
      request -> CompletableFuture.completedFuture(issued(request.identity()));

  /// Serves no gateway.
  volatile Function<GatewayCall, CompletionStage<GatewayOutcome>> gatewayDesk = NO_GATEWAYS::serve;

  TestGate() throws IOException {
    this(GateSettings.DEFAULT, null);
  }

  TestGate(GateSettings settings) throws IOException {
    this(settings, null);
  }

  /// @param realBroker null for a fake one
  TestGate(GateSettings settings, BrokerLink realBroker) throws IOException {
    this(settings, realBroker, List.of(new TestDialect()));
  }

  /// @param realBroker null for a fake one
  /// @param dialects that devices may speak
  TestGate(GateSettings settings, BrokerLink realBroker, List<DeviceDialect> dialects)
      throws IOException {
    broker = new FakeBroker();
    DeviceLogin deviceLogin =
        attempt -> {
          logins.add(attempt);
          return login.apply(attempt);
        };
    var neighbours =
        new GateNeighbours(
            new Dialects(dialects),
            request -> {
              registrations.add(request);
              return registrar.apply(request);
            },
            deviceLogin,
            NO_KEYS,
            call -> gatewayDesk.apply(call),
            applicationLogin(),
            realBroker == null ? broker : realBroker,
            events::add,
            (identity, clientId, loser, winner) ->
                takeOvers.add(new TakeOver(identity, clientId, loser, winner)));
    gate =
        new Gate(
            settings.withAddress("127.0.0.1").withPorts(0, 0, 0, 0),
            certificates(),
            neighbours,
            new SecureRandom(),
            InstantSource.system(),
            nanos::get,
            Duration.ofMillis(5));
    addresses = gate.start();
  }

  /// Whether the application key is good; asked after a while if a test says so.
  volatile Supplier<CompletionStage<Boolean>> applicationKey =
      () -> CompletableFuture.completedFuture(true);

  private ApplicationLogin applicationLogin() {
    var application =
        new Application(
            KEY_ID, new ProjectId("p-0123456789"), Map.of(TestDialect.PRODUCT, Dialect.ALIYUN));
    return (keyId, token) ->
        applicationKey
            .get()
            .thenApply(
                good ->
                    good && keyId.equals(KEY_ID) && token.equals("right")
                        ? Optional.of(application)
                        : Optional.empty());
  }

  static LoginOutcome byPassword(LoginAttempt attempt) {
    String password = new String(Attempts.proof(attempt).signature(), StandardCharsets.UTF_8);
    return password.equals("right")
        ? admitted(attempt.identity(), true)
        : new LoginOutcome.Refused(LoginOutcome.Reason.PROOF_WRONG);
  }

  /// A device with its own secret.
  ///
  /// @param fullMqtt whether its product has all of MQTT
  static LoginOutcome admitted(DeviceIdentity identity, boolean fullMqtt) {
    var d = ProductRules.DEFAULT;
    var rules =
        new ProductRules(
            d.registration(),
            d.clientsPerName(),
            d.unlistedNames(),
            d.onClones(),
            d.tokenOverPlain(),
            d.pushOnRegister(),
            fullMqtt,
            d.gateway());
    return new LoginOutcome.Admitted(identity, false, null, rules);
  }

  static RegistrationOutcome issued(DeviceIdentity identity) {
    return new RegistrationOutcome.Issued(
        identity,
        SecretText.of("device secret"),
        SecretText.of("product secret"),
        RegistrationOutcome.Manner.FIRST);
  }

  /// One pair for all tests: an RSA key takes a while to make.
  static synchronized ServerCertificates certificates() {
    try {
      if (certificates == null) {
        Path folder = Files.createTempDirectory("gate-test");
        folder.toFile().deleteOnExit();
        certificates =
            CertificateAuthority.open(folder, new SecureRandom(), InstantSource.system())
                .serverCertificates(List.of("localhost", "127.0.0.1"));
      }
      return certificates;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A client on the plain MQTT port.
  RawClient connect() throws IOException {
    return RawClient.to(addresses.mqtt());
  }

  /// A device that is logged in, its CONNACK read.
  RawClient loggedIn(String name) throws IOException {
    RawClient client = connect().send(Wire.connect("login:P1/" + name).bytes());
    assertThat(client.readPacketHex()).isEqualTo("20020000");
    return client;
  }

  /// The sessions as the gate itself sees them.
  SessionMap sessions() {
    return (SessionMap) gate.sessions();
  }

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  List<String> outcomes(EventKind kind) {
    return events.stream().filter(e -> e.kind() == kind).map(Event::outcome).toList();
  }

  Event awaitEvent(EventKind kind) {
    await(() -> events.stream().anyMatch(e -> e.kind() == kind));
    return events.stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
  }

  /// Waits until something holds that is bound to; ten seconds are only the bound of a failure.
  static void await(BooleanSupplier condition) {
    long bound = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(bound);
      Thread.onSpinWait();
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    gate.stop();
    broker.close();
  }
}
