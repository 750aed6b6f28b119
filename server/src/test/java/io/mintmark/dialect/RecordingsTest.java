package io.mintmark.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.login.Attempts;
import io.mintmark.login.Credential;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file under `dialect/` goes through both dialects, as at the gate: the right one must claim
/// it, the proof must hold or not, and the answer must be the recorded one to the byte.
class RecordingsTest {

  private static final UUID REQUEST_ID = UUID.fromString("6f1d1a52-5a0e-4a3c-9b53-0c9d4a1f7e21");

  private final Dialects dialects =
      new Dialects(List.of(new AliyunDialect(), new TencentDialect(() -> REQUEST_ID)));
  private final ProofCheck check = new ProofCheck();

  static Stream<Path> recordings() throws IOException {
    return Recording.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void aRecordedRequestGetsTheRecordedAnswer(Path file) throws IOException {
    var recording = Recording.read(file);

    String answer = recording.isHttp() ? overHttp(recording) : overMqtt(recording, file);

    assertThat(answer).isEqualTo(recording.answer());
  }

  private String overHttp(Recording recording) {
    var question = recording.question();
    var dialect = dialects.ofPath(question.path()).orElseThrow();
    var outcome =
        switch (dialect.read(question)) {
          case HttpReading.Registration(var request) ->
              outcome(recording, request.identity(), request.proof());
          case HttpReading.Faulty(var reason, _, _) -> faulty(recording, reason);
        };
    return Recording.shown(dialect.answer(question, outcome));
  }

  private String overMqtt(Recording recording, Path file) {
    var read = dialects.read(recording.connect()).orElseThrow();
    assertThat(file.toString()).startsWithIgnoringCase(read.dialect().dialect().name());
    return switch (read.reading()) {
      case ConnectReading.NotMine _ -> throw new AssertionError("claimed and not claimed");
      case ConnectReading.Registration(var request) ->
          shown(read.dialect().answer(outcome(recording, request.identity(), request.proof())));
      case ConnectReading.FaultyRegistration(var reason, _, _) ->
          shown(read.dialect().answer(faulty(recording, reason)));
      case ConnectReading.Login(var attempt) -> login(recording, read.dialect(), attempt);
      case ConnectReading.FaultyLogin(var reason, _, _) -> {
        assertThat(reason.name()).isEqualTo(recording.outcome());
        yield Recording.shown(
            read.dialect().returnCode(new LoginOutcome.Refused(reason)), List.of());
      }
    };
  }

  private RegistrationOutcome outcome(Recording recording, DeviceIdentity identity, Proof proof) {
    checkProof(recording, proof, recording.productSecret());
    return switch (recording.outcome()) {
      case "ISSUED" ->
          new RegistrationOutcome.Issued(
              identity,
              recording.deviceSecret(),
              recording.productSecret(),
              RegistrationOutcome.Manner.FIRST);
      case "CLIENT_ADMITTED" ->
          new RegistrationOutcome.ClientAdmitted(
              identity, recording.clientId(), SecretText.of(recording.deviceToken()), false);
      default ->
          new RegistrationOutcome.Refused(RegistrationOutcome.Reason.valueOf(recording.outcome()));
    };
  }

  private String login(Recording recording, DeviceDialect dialect, LoginAttempt attempt) {
    if (attempt.credential() instanceof Credential.Signature) {
      checkProof(recording, Attempts.proof(attempt), recording.deviceSecret());
    }
    LoginOutcome outcome =
        recording.outcome().equals("ADMITTED")
            ? Attempts.admitted(attempt.identity())
            : new LoginOutcome.Refused(LoginOutcome.Reason.valueOf(recording.outcome()));
    return Recording.shown(dialect.returnCode(outcome), List.of());
  }

  private void checkProof(Recording recording, Proof proof, SecretText secret) {
    assertThat(check.holds(proof, secret)).isEqualTo(!recording.outcome().equals("PROOF_WRONG"));
    assertThat(check.holds(proof, SecretText.of("AAECAwQFBgcICQoLDA0OEA=="))).isFalse();
  }

  private static RegistrationOutcome faulty(
      Recording recording, RegistrationOutcome.Reason reason) {
    assertThat(reason.name()).isEqualTo(recording.outcome());
    return new RegistrationOutcome.Refused(reason);
  }

  private static String shown(ConnectAnswer answer) {
    return Recording.shown(answer.returnCode(), answer.pushes());
  }
}
