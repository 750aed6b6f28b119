package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.Recording;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.event.Transport;
import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.login.Attempts;
import io.mintmark.login.Credential;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every recording under `dialect/` again, as bytes over real sockets: nothing between the wire and
/// a dialect may change a word of what an SDK sends or is to read. Behind the gate the recorded
/// secrets decide, so a signature over anything but the very bytes is refused.
@ExtendWith(LeakWatch.class)
@Timeout(60)
class ReplayTest {

  private static final UUID REQUEST_ID = UUID.fromString("6f1d1a52-5a0e-4a3c-9b53-0c9d4a1f7e21");

  private final ProofCheck check = new ProofCheck();
  private TestGate gate;

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  static Stream<Path> connects() throws IOException {
    return Recording.all().filter(file -> file.getName(1).toString().equals("mqtt"));
  }

  static Stream<Arguments> requests() throws IOException {
    return Recording.all()
        .filter(file -> file.getName(1).toString().equals("http"))
        .flatMap(file -> Stream.of(Arguments.of(file, false), Arguments.of(file, true)));
  }

  @ParameterizedTest(name = "{0}, TLS: {1}")
  @MethodSource("requests")
  void aRequestIsAnsweredToTheByteAndEveryClientCanReadIt(Path file, boolean tls) throws Exception {
    var recording = play(file);
    boolean keeps = recording.request().contains("\nConnection: keep-alive\n");
    try (var client = client(tls ? gate.addresses.https() : gate.addresses.http(), tls)) {
      client.send(recording.requestBytes());

      String answer = keeps ? client.readHttpAnswer() : client.readTextToEnd();

      assertThat(answer).isEqualTo(httpAnswer(recording, keeps));
      assertThat(VendorHttpReader.read(answer))
          .startsWith(file.startsWith("aliyun") ? "{\"code\":" : "{");
    }
  }

  private static String httpAnswer(Recording recording, boolean keeps) {
    String[] parts = recording.answer().split("\n\n", 2);
    String head = parts[0].replace("HTTP 200", "HTTP/1.1 200 OK").replace("\n", "\r\n");
    return head
        + "\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(parts[1].length(), keeps ? "" : "Connection: close\r\n")
        + parts[1];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("connects")
  void aConnectIsAnsweredAsItWasRecorded(Path file) throws Exception {
    var recording = play(file);
    try (var client = client(recording)) {
      client.send(packet(recording));
      if (isAdmitted(recording) && needsTheBroker(recording)) {
        gate.broker.acceptMqtt3().close();
      }

      assertThat(client.readPacketHex()).matches(connack(recording));

      if (recording.answer().contains("\nPUBLISH ")) {
        expectPushes(client, recording);
      } else if (isAdmitted(recording)) {
        assertThat(gate.logins).hasSize(1);
      } else {
        assertThat(client.isEnded()).isTrue();
      }
    }
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
  }

  /// To keep a session, or to be subscribed automatically.
  private static boolean needsTheBroker(Recording recording) {
    return (recording.connectFlags() & 2) == 0 || recording.connect().clientId().contains("_ss=1");
  }

  private static void expectPushes(RawClient client, Recording recording) throws IOException {
    String[] lines = recording.answer().split("\n", -1);
    for (int i = 1; i < lines.length; i += 2) {
      String topic = lines[i].substring("PUBLISH ".length());
      assertThat(client.readPacket()).isEqualTo(Wire.publish(4, topic, 0, 0, lines[i + 1]));
      VendorHttpReader.readJson(lines[i + 1]);
    }
  }

  /// As the C clients end a registration: Link SDK 4 closes TLS without a DISCONNECT, Link Kit 3
  /// sends one.
  @ParameterizedTest
  @ValueSource(strings = {"", "e000"})
  void aDeviceThatHasItsCredentialLeavesAsItLikes(String goodbye) throws Exception {
    var recording = play(Path.of("aliyun/mqtt/registered-link-sdk-c4.txt"));
    try (var client = client(recording)) {
      client.send(packet(recording));
      client.readPacket();
      client.readPacket();

      client.send(Wire.hex(goodbye));
    }
    TestGate.await(() -> gate.gate.counters().read().connections() == 0);
  }

  /// Link Kit for C 3 sends the same bytes in each of its attempts.
  @Test
  void theVerySameRequestIsAnsweredAgain() throws Exception {
    var recording = play(Path.of("aliyun/http/registered-link-kit-c3.txt"));
    for (int i = 0; i < 3; i++) {
      try (var client = client(gate.addresses.http(), false)) {
        client.send(recording.requestBytes());

        assertThat(client.readTextToEnd()).isEqualTo(httpAnswer(recording, false));
      }
    }
  }

  /// Python speaks MQTT 3.1, whose client ids end at 23 characters by the book.
  @Test
  void inMqtt31TooAClientIdMayBeAsLongAsTencentsNamesAre() throws Exception {
    String name = "d".repeat(48);
    var recording = play(Path.of("tencent/mqtt/login-python.txt"));
    gate.login =
        attempt -> CompletableFuture.completedFuture(Attempts.admitted(attempt.identity()));
    try (var client = client(recording)) {
      client.send(
          Wire.connect("QTV4XN8ZKD" + name + ";21010406;DejhR;1795178183485")
              .level(3)
              .clientId("QTV4XN8ZKD" + name)
              .password("0dcbaea2ac11938c6b2949b805852e476a3679a6;hmacsha1")
              .bytes());

      assertThat(client.readPacketHex()).isEqualTo("20020000");
      assertThat(gate.logins.getFirst().identity().name()).isEqualTo(name);
    }
  }

  /// A gate behind which the recording's secrets and outcome hold.
  private Recording play(Path file) throws IOException {
    var recording = Recording.read(file);
    var settings =
        GateSettings.DEFAULT
            .withAdmission(AdmissionLimits.NONE)
            .withPlainRegistration(!recording.outcome().equals("PLAIN_TRANSPORT"));
    var dialects = List.of(new AliyunDialect(), new TencentDialect(() -> REQUEST_ID));
    gate = new TestGate(settings, null, dialects);
    gate.registrar = request -> CompletableFuture.completedFuture(registered(recording, request));
    gate.login = attempt -> CompletableFuture.completedFuture(loggedIn(recording, attempt));
    return recording;
  }

  private RegistrationOutcome registered(Recording recording, RegistrationRequest request) {
    if (!check.holds(request.proof(), recording.productSecret())) {
      return new RegistrationOutcome.Refused(RegistrationOutcome.Reason.PROOF_WRONG);
    }
    return switch (recording.outcome()) {
      case "ISSUED" ->
          new RegistrationOutcome.Issued(
              request.identity(),
              recording.deviceSecret(),
              recording.productSecret(),
              RegistrationOutcome.Manner.FIRST);
      case "CLIENT_ADMITTED" ->
          new RegistrationOutcome.ClientAdmitted(
              request.identity(),
              recording.clientId(),
              SecretText.of(recording.deviceToken()),
              false);
      default ->
          new RegistrationOutcome.Refused(RegistrationOutcome.Reason.valueOf(recording.outcome()));
    };
  }

  private LoginOutcome loggedIn(Recording recording, LoginAttempt attempt) {
    boolean proves =
        switch (attempt.credential()) {
          case Credential.Signature(var proof, _) -> check.holds(proof, recording.deviceSecret());
          case Credential.Token(_, var token) ->
              token.expose().equals(recording.connect().password());
          case Credential.Handshake _ -> false;
        };
    if (!proves) {
      return new LoginOutcome.Refused(LoginOutcome.Reason.PROOF_WRONG);
    }
    return isAdmitted(recording)
        ? Attempts.admitted(attempt.identity())
        : new LoginOutcome.Refused(LoginOutcome.Reason.valueOf(recording.outcome()));
  }

  private static boolean isAdmitted(Recording recording) {
    return recording.outcome().equals("ADMITTED");
  }

  private RawClient client(Recording recording) throws Exception {
    boolean tls = recording.connect().origin().transport() == Transport.MQTTS;
    return client(tls ? gate.addresses.mqtts() : gate.addresses.mqtt(), tls);
  }

  private static RawClient client(InetSocketAddress address, boolean tls) throws Exception {
    var plain = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    return new RawClient(tls ? TlsTest.tls(plain, "TLSv1.2") : plain);
  }

  private static byte[] packet(Recording recording) {
    var connect = recording.connect();
    return Wire.packet(
        0x10,
        Wire.text(connect.protocolLevel() == 3 ? "MQIsdp" : "MQTT"),
        Wire.u8(connect.protocolLevel()),
        Wire.u8(recording.connectFlags()),
        Wire.u16(connect.keepAliveSeconds()),
        Wire.hex(connect.protocolLevel() == 5 ? "00" : ""),
        Wire.text(connect.clientId()),
        Wire.text(connect.username()),
        connect.password() == null ? new byte[0] : Wire.text(connect.password()));
  }

  /// MQTT 5 has properties behind the code.
  private static String connack(Recording recording) {
    String code = "000" + recording.answer().charAt("CONNACK ".length());
    return recording.connect().protocolLevel() == 5 ? "20.." + code + ".*" : "2002" + code;
  }
}
