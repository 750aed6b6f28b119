package io.mintmark.gate;

import io.mintmark.access.Application;
import io.mintmark.access.ApplicationLogin;
import io.mintmark.broker.BrokerLimits;
import io.mintmark.broker.BrokerLink;
import io.mintmark.broker.BrokerPass;
import io.mintmark.broker.ClientKind;
import io.mintmark.broker.OlderSessions;
import io.mintmark.certificate.CertificateAuthority;
import io.mintmark.certificate.ServerCertificates;
import io.mintmark.device.TakeOvers;
import io.mintmark.dialect.Dialects;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Complaints;
import io.mintmark.gate.admission.Admission;
import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.gate.psk.PskTls;
import io.mintmark.gateway.GatewayOutcome;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.login.PresharedKeys;
import io.mintmark.product.CloneResponse;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.RegistrationMode;
import io.mintmark.project.ProjectId;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.SecretText;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A gate without ports, event loops or neighbours of its own: the one place that knows what the
/// gate is made of. Time stands still in it. One input after the other is played on it, and after
/// each [#end] looks whether all is as it was.
final class FuzzGate {

  /// Counts what is not released.
  static final UnpooledByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(true, false);

  /// Small, so that inputs of a few kilobytes reach them.
  static final int MAX_REQUEST_BYTES = 2048;

  static final String SECRET = "AAECAwQFBgcICQoLDA0ODw==";

  private static final FuzzGate ONLY = new FuzzGate();

  /// Nothing that a device says is changed on its way for the vendor's sake.
  private static final ProductRules ALL_OF_MQTT =
      new ProductRules(
          RegistrationMode.LISTED, 5, 50, CloneResponse.REPORT, false, false, true, false);

  final FuzzLoop loop = new FuzzLoop();
  final Plane plane;
  private final Complaints complaints = Complaints.listen();
  private final LoopWatch watch = new LoopWatch(() -> 0, Duration.ofSeconds(1).toNanos());
  private CompletableFuture<Integer> decision = CompletableFuture.completedFuture(0);
  private boolean hasBroker;

  private FuzzGate() {
    var settings =
        GateSettings.DEFAULT.withLimits(
            new GateLimits(
                100,
                100,
                100,
                MAX_REQUEST_BYTES,
                MAX_REQUEST_BYTES,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10)));
    var admission = new Admission(AdmissionLimits.NONE, () -> 0, new Random(1));
    try {
      plane =
          new Plane(
              settings,
              neighbours(),
              TlsContexts.of(certificates()),
              new PskTls(new SecureRandom()),
              new GateCounters(admission),
              new GateEvents(_ -> {}, () -> Instant.EPOCH),
              admission,
              new SessionMap(TakeOvers.UNWATCHED),
              new ApplicationSessions(),
              new Services(() -> Instant.EPOCH),
              FuzzSocket.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GateNeighbours neighbours() {
    return new GateNeighbours(
        new Dialects(
            List.of(new AliyunDialect(), new TencentDialect(() -> new UUID(0x1234, 0x5678)))),
        request -> decision.thenApply(which -> outcome(request, which)),
        attempt -> decision.thenApply(which -> outcome(attempt, which)),
        _ ->
            CompletableFuture.completedFuture(
                new PresharedKeys.Finding.None(LoginOutcome.Reason.DEVICE_UNKNOWN)),
        _ ->
            CompletableFuture.completedFuture(
                new GatewayOutcome.Refused(GatewayOutcome.Reason.INTERNAL)),
        applications(),
        new Broker(),
        _ -> {},
        TakeOvers.UNWATCHED);
  }

  private static RegistrationOutcome outcome(RegistrationRequest request, int which) {
    var reasons = RegistrationOutcome.Reason.values();
    return which == 0
        ? new RegistrationOutcome.Issued(
            request.identity(),
            SecretText.of(SECRET),
            SecretText.of("product-secret-1"),
            Manner.FIRST)
        : new RegistrationOutcome.Refused(reasons[which % reasons.length]);
  }

  private static LoginOutcome outcome(LoginAttempt attempt, int which) {
    var reasons = LoginOutcome.Reason.values();
    return which == 0
        ? new LoginOutcome.Admitted(attempt.identity(), false, null, ALL_OF_MQTT)
        : new LoginOutcome.Refused(reasons[which % reasons.length]);
  }

  private static ApplicationLogin applications() {
    var products = Map.of(new ProductKey("a1Pk2345678"), Dialect.ALIYUN);
    return (keyId, _) ->
        CompletableFuture.completedFuture(
            Optional.of(new Application(keyId, new ProjectId("p-0123456789"), products)));
  }

  private static ServerCertificates certificates() throws IOException {
    Path folder = Files.createTempDirectory("mintmark-fuzz");
    try {
      return CertificateAuthority.open(folder, new SecureRandom(), InstantSource.system())
          .serverCertificates(List.of("localhost"));
    } finally {
      try (var files = Files.list(folder)) {
        files.forEach(file -> file.toFile().delete());
      }
      Files.delete(folder);
    }
  }

  /// Makes the gate, unless it is made: certificates take a while, which no input should be blamed
  /// for.
  static void prepare() {
    ONLY.complaints.checkNone();
  }

  /// The gate, as if nobody had ever come.
  ///
  /// @param which what the use cases decide: 0 to grant, otherwise a reason by its number
  /// @param late whether they do so only when [#decide] is called
  static FuzzGate open(int which, boolean late, boolean hasBroker) {
    ONLY.decision = new CompletableFuture<>();
    ONLY.hasBroker = hasBroker;
    if (!late) {
      ONLY.decide(which);
    }
    return ONLY;
  }

  /// The use cases answer.
  void decide(int which) {
    decision.complete(which);
  }

  /// A stranger connects.
  FuzzSocket welcome(boolean encrypted) {
    var socket = FuzzSocket.accepted();
    loop.register(socket);
    var visit = Visit.begin(plane, socket, watch);
    if (encrypted) {
      visit.encrypted();
    }
    socket.pipeline().addLast("sniff", new Sniff(visit));
    return socket;
  }

  /// Lets everything happen that can.
  void settle(FuzzSocket... sockets) {
    boolean moved = true;
    while (moved) {
      moved = loop.runAll();
      for (FuzzSocket socket : sockets) {
        moved |= socket.deliver();
      }
    }
  }

  /// Bytes in buffers now.
  static long held() {
    return BUFFERS.metric().usedDirectMemory() + BUFFERS.metric().usedHeapMemory();
  }

  /// The peers vanish, and nothing may be left of them.
  void end(FuzzSocket... sockets) {
    for (FuzzSocket socket : sockets) {
      socket.close();
    }
    loop.runAll();
    loop.forgetTimers();
    complaints.checkNone();
    Check.that(held() == 0, held() + " bytes were never released");
    Check.that(plane.counters().connections.get() == 0, "a connection is still counted");
    Check.that(plane.counters().waiting.get() == 0, "a request is still counted");
  }

  /// Knows everybody, unless there is none.
  private final class Broker implements BrokerLink {

    private final OlderSessions olderSessions = OlderSessions.inMemory();

    @Override
    public OlderSessions olderSessions() {
      return olderSessions;
    }

    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public Optional<BrokerPass> newPass(String clientId, ClientKind kind) {
      return hasBroker ? Optional.of(new BrokerPass("gate", "pass")) : Optional.empty();
    }

    @Override
    public BrokerLimits limits() {
      return BrokerLimits.DEFAULT;
    }
  }
}
