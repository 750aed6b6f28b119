package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.event.EventKind;
import io.mintmark.event.Transport;
import io.mintmark.gate.GateCounters.Figures;
import io.mintmark.gate.admission.AdmissionLimits;
import io.mintmark.gate.admission.Allowance;
import io.mintmark.gate.admission.Limit;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who comes or fails too often is turned away, ahead of the use cases, and nobody else is.
@ExtendWith(LeakWatch.class)
class ThrottleTest {

  private static final String ATTACKER = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";
  private static final String ADMITTED = "20020000";
  private static final String BAD_CREDENTIALS = "20020004";
  private static final String LATER = "20020003";
  private static final String KEEP = "Connection: keep-alive\r\n";

  private TestGate gate;

  @AfterEach
  void stop() throws Exception {
    gate.close();
  }

  /// So many at once, and one more a minute.
  private void start(Limit limit, int burst) throws IOException {
    start(AdmissionLimits.NONE.with(limit, Allowance.perMinute(burst, 1)));
  }

  private void start(AdmissionLimits limits) throws IOException {
    gate = new TestGate(GateSettings.DEFAULT.withAdmission(limits).withPlainRegistration(true));
  }

  private String login(String source, String name, String password) throws IOException {
    try (var client = RawClient.from(source, gate.addresses.mqtt())) {
      client.send(Wire.connect("login:P1/" + name).password(password).bytes());
      return client.readPacketHex();
    }
  }

  private boolean isTurnedAway(String source) throws IOException {
    return isTurnedAway(source, gate.addresses.mqtt());
  }

  private static boolean isTurnedAway(String source, InetSocketAddress port) throws IOException {
    try (var client = RawClient.from(source, port)) {
      return client.send(Wire.connect("login:P1/anybody").bytes()).isEnded();
    } catch (IOException e) {
      return true; // reset before it could say a word
    }
  }

  private Figures figures() {
    return gate.gate.counters().read();
  }

  @Test
  void anAddressThatSendsWrongSignaturesIsTurnedAwayWhileOthersLogIn() throws Exception {
    start(Limit.ADDRESS_FAILURES, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(login(ATTACKER, "d" + i, "wrong")).isEqualTo(BAD_CREDENTIALS);
    }

    assertThat(isTurnedAway(ATTACKER)).isTrue();

    assertThat(login(OTHER, "d1", "right")).isEqualTo(ADMITTED);
    assertThat(gate.logins).hasSize(4);
    assertThat(figures().addressFailuresThrottled()).isOne();
    assertThat(figures().accepted()).isEqualTo(4);
  }

  @Test
  void anAddressThatHasPausedComesInAgain() throws Exception {
    start(Limit.ADDRESS_FAILURES, 1);
    login(ATTACKER, "d1", "wrong");
    assertThat(isTurnedAway(ATTACKER)).isTrue();

    gate.advance(Duration.ofMinutes(1));

    assertThat(login(ATTACKER, "d1", "right")).isEqualTo(ADMITTED);
  }

  @Test
  void ofManyTurnedAwayTheFirstIsAnEventAndOneAMinuteLaterTellsHowMany() throws Exception {
    start(Limit.ADDRESS_CONNECTS, 1);
    login(ATTACKER, "d1", "right");
    for (int i = 0; i < 5; i++) {
      isTurnedAway(ATTACKER, i < 2 ? gate.addresses.mqtt() : gate.addresses.https());
    }
    gate.advance(Duration.ofMinutes(1));
    login(ATTACKER, "d1", "right");
    isTurnedAway(ATTACKER);

    assertThat(gate.outcomes(EventKind.SUPPRESSED)).containsExactly("THROTTLED", "THROTTLED");
    var first = gate.awaitEvent(EventKind.SUPPRESSED);
    assertThat(first.origin().address()).isEqualTo(ATTACKER);
    assertThat(first.origin().transport()).isEqualTo(Transport.MQTT);
    assertThat(first.detail())
        .isEqualTo("127.0.0.2 is over gate.admission.address-connects (1+1/min)");
    assertThat(gate.events.stream().filter(e -> e.kind() == EventKind.SUPPRESSED).toList())
        .last()
        .extracting(event -> event.detail())
        .asString()
        .endsWith("; 4 more refused since the last report");
    assertThat(figures().addressConnectsThrottled()).isEqualTo(6);
  }

  @Test
  void allTogetherAreAcceptedOnlySoOften() throws Exception {
    start(Limit.ACCEPTS, 2);
    assertThat(login(OTHER, "d1", "right")).isEqualTo(ADMITTED);
    assertThat(login(ATTACKER, "d2", "right")).isEqualTo(ADMITTED);

    assertThat(isTurnedAway("127.0.0.4")).isTrue();

    assertThat(figures().acceptsThrottled()).isOne();
  }

  @Test
  void aThrottledIdentityIsToldToComeLaterBeforeAnybodyIsAsked() throws Exception {
    start(Limit.IDENTITY_FAILURES, 2);
    login(ATTACKER, "d1", "wrong");
    login(OTHER, "d1", "wrong");

    assertThat(login(ATTACKER, "d1", "right")).isEqualTo(LATER);

    assertThat(gate.logins).hasSize(2);
    assertThat(gate.outcomes(EventKind.LOGIN)).containsExactly("THROTTLED");
    var event = gate.awaitEvent(EventKind.LOGIN);
    assertThat(event.deviceName()).isEqualTo("d1");
    assertThat(event.detail())
        .isEqualTo("P1/d1 is over gate.admission.identity-failures (2+1/min)");
    assertThat(figures().identityFailuresThrottled()).isOne();
    assertThat(figures().loginRefusals()).isEqualTo(3);
  }

  @Test
  void aThrottledIdentityRecovers() throws Exception {
    start(Limit.IDENTITY_FAILURES, 1);
    login(ATTACKER, "d1", "wrong");
    assertThat(login(ATTACKER, "d1", "right")).isEqualTo(LATER);
    assertThat(login(ATTACKER, "d2", "right")).isEqualTo(ADMITTED);

    gate.advance(Duration.ofMinutes(1));

    assertThat(login(ATTACKER, "d1", "right")).isEqualTo(ADMITTED);
  }

  @Test
  void whoFailsElsewhereInTheNameOfADeviceDoesNotLockItOut() throws Exception {
    start(Limit.IDENTITY_FAILURES, 1);
    login("127.1.0.1", "d1", "right");
    login("127.2.0.1", "d1", "wrong");
    assertThat(login("127.2.0.1", "d1", "wrong")).isEqualTo(LATER);

    assertThat(login("127.1.0.1", "d1", "right")).isEqualTo(ADMITTED);
  }

  @Test
  void anIdentityMayLogInOnlySoOften() throws Exception {
    start(Limit.IDENTITY_CONNECTS, 2);
    assertThat(login(OTHER, "d1", "right")).isEqualTo(ADMITTED);
    assertThat(login(OTHER, "d1", "wrong")).isEqualTo(BAD_CREDENTIALS);
    assertThat(login(OTHER, "d1", "right")).isEqualTo(ADMITTED);

    assertThat(login(OTHER, "d1", "right")).isEqualTo(LATER);

    assertThat(figures().identityConnectsThrottled()).isOne();
  }

  @Test
  void aConnectionThatWasThereBeforeIsToldToComeLater() throws Exception {
    start(Limit.ADDRESS_FAILURES, 1);
    try (var before = RawClient.from(ATTACKER, gate.addresses.mqtt())) {
      TestGate.await(() -> figures().connections() == 1);
      login(ATTACKER, "d1", "wrong");

      before.send(Wire.connect("login:P1/d2").bytes());

      assertThat(Wire.hex(before.readToEnd())).isEqualTo(LATER);
      assertThat(gate.logins).hasSize(1);
    }
  }

  @Test
  void aDisabledDeviceCountsAgainstItselfAndNotItsAddress() throws Exception {
    var limits =
        AdmissionLimits.NONE
            .with(Limit.ADDRESS_FAILURES, Allowance.perMinute(1, 1))
            .with(Limit.IDENTITY_FAILURES, Allowance.perMinute(2, 1));
    start(limits);
    var disabled = new LoginOutcome.Refused(LoginOutcome.Reason.DEVICE_DISABLED);
    gate.login = _ -> CompletableFuture.completedFuture(disabled);
    for (int i = 0; i < 2; i++) {
      assertThat(login(ATTACKER, "d1", "right")).isEqualTo("20020005");
    }

    assertThat(login(ATTACKER, "d1", "right")).isEqualTo(LATER);

    gate.login = attempt -> CompletableFuture.completedFuture(TestGate.byPassword(attempt));
    assertThat(login(ATTACKER, "d2", "right")).isEqualTo(ADMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff", // no protocol of ours
        "1004 0002 5151", // a CONNECT of something else
        "10ff7f", // a CONNECT without a length
        "30020000", // no CONNECT
        "10 0c 0004 4d515454 09 02 003c 0000", // an unknown version
        "160301 0004 02000000", // TLS, but no hello
        "47455420 2f20485454502f312e310d0a0d0a" // GET /
      })
  void nonsenseCountsAsAFailure(String bytes) throws Exception {
    start(Limit.ADDRESS_FAILURES, 1);
    try (var client = RawClient.from(ATTACKER, gate.addresses.mqtt())) {
      client.send(Wire.hex(bytes));
      client.shutOutput();
      client.readToEnd();
    }

    assertThat(isTurnedAway(ATTACKER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"badlogin:P1/d1", "badregister:P1/d1", "nobody"})
  void aConnectThatNoDialectTakesCountsAsAFailure(String username) throws Exception {
    start(Limit.ADDRESS_FAILURES, 1);
    try (var client = RawClient.from(ATTACKER, gate.addresses.mqtt())) {
      client.send(Wire.connect(username).bytes()).readToEnd();
    }

    assertThat(isTurnedAway(ATTACKER)).isTrue();
  }

  @Test
  void whoComesAndGoesWithoutAWordHasNotFailed() throws Exception {
    start(Limit.ADDRESS_FAILURES, 1);
    RawClient.from(OTHER, gate.addresses.mqtt()).close();
    TestGate.await(() -> figures().accepted() == 1 && figures().connections() == 0);

    assertThat(login(OTHER, "d1", "right")).isEqualTo(ADMITTED);
  }

  private static String post(String name, String headers) {
    return "POST /test/register HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(headers, name.length(), name);
  }

  private void refuseRegistrations() {
    var refused = new RegistrationOutcome.Refused(RegistrationOutcome.Reason.PROOF_WRONG);
    gate.registrar = _ -> CompletableFuture.completedFuture(refused);
  }

  @Test
  void aKeptHttpConnectionOfAThrottledAddressIsToldSoAndClosed() throws Exception {
    start(Limit.ADDRESS_FAILURES, 2);
    refuseRegistrations();
    try (var client = RawClient.from(ATTACKER, gate.addresses.http())) {
      client.send(post("d1", KEEP));
      assertThat(client.readHttpAnswer()).endsWith("{\"refused\":\"PROOF_WRONG\"}");
      client.send(post("d2", KEEP));
      assertThat(client.readHttpAnswer()).endsWith("{\"refused\":\"PROOF_WRONG\"}");

      client.send(post("d3", KEEP));

      assertThat(client.readTextToEnd())
          .contains("Connection: close")
          .endsWith("{\"refused\":\"THROTTLED\"}");
    }
    assertThat(gate.registrations).hasSize(2);
    assertThat(figures().registrationRefusals()).isEqualTo(3);
    assertThat(isTurnedAway(ATTACKER)).isTrue();
  }

  @Test
  void ofAKeptHttpConnectionOnlyTheThrottledIdentityIsRefused() throws Exception {
    start(Limit.IDENTITY_FAILURES, 1);
    refuseRegistrations();
    try (var client = RawClient.from(OTHER, gate.addresses.http())) {
      client.send(post("d1", KEEP));
      client.readHttpAnswer();
      client.send(post("d1", KEEP));
      assertThat(client.readHttpAnswer()).endsWith("{\"refused\":\"THROTTLED\"}");

      client.send(post("d2", KEEP));

      assertThat(client.readHttpAnswer()).endsWith("{\"refused\":\"PROOF_WRONG\"}");
    }
    assertThat(gate.registrations).hasSize(2);
    assertThat(gate.awaitEvent(EventKind.REGISTRATION).outcome()).isEqualTo("THROTTLED");
  }

  @Test
  void registrationsOverMqttAreLimitedToo() throws Exception {
    start(Limit.IDENTITY_CONNECTS, 1);
    for (int i = 0; i < 3; i++) {
      try (var client = gate.connect().send(Wire.connect("register:P1/d1").bytes())) {
        assertThat(client.readPacketHex()).isEqualTo(i == 0 ? ADMITTED : BAD_CREDENTIALS);
      }
    }

    assertThat(gate.registrations).hasSize(1);
    assertThat(gate.outcomes(EventKind.REGISTRATION)).containsExactly("THROTTLED");
    assertThat(figures().identityConnectsThrottled()).isEqualTo(2);
  }

  @Test
  void anApplicationKeyThatFailsHasToWaitAndOneInUseElsewhereHasNot() throws Exception {
    start(Limit.IDENTITY_FAILURES, 1);
    assertThat(program("127.1.0.1", "wrong")).isEqualTo(BAD_CREDENTIALS);
    assertThat(program("127.1.0.1", "right")).isEqualTo(LATER);
    assertThat(gate.outcomes(EventKind.LOGIN)).containsExactly("KEY_REFUSED", "THROTTLED");

    gate.advance(Duration.ofMinutes(1));

    try (var client = programClient("127.1.0.1", "right");
        var _ = gate.broker.acceptMqtt3()) {
      assertThat(client.readPacketHex()).isEqualTo(ADMITTED);
      assertThat(program("127.2.0.1", "wrong")).isEqualTo(BAD_CREDENTIALS);
      assertThat(program("127.2.0.1", "wrong")).isEqualTo(LATER);
      assertThat(program("127.1.0.1", "wrong")).isEqualTo(BAD_CREDENTIALS);
    }
  }

  private String program(String source, String password) throws IOException {
    try (var client = programClient(source, password)) {
      return client.readPacketHex();
    }
  }

  private RawClient programClient(String source, String password) throws IOException {
    return RawClient.from(source, gate.addresses.mqtt())
        .send(Wire.connect(TestGate.KEY_ID).password(password).bytes());
  }
}
