package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Mutations;
import io.mintmark.dialect.Samples;
import io.mintmark.login.Attempts;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.ProofCheck;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Damaged input is refused without an exception, and never accepted unless what was signed is
/// what it was.
class AliyunRobustnessTest {

  private static final int ROUNDS = 10_000;

  private final AliyunDialect dialect = new AliyunDialect();
  private final ProofCheck check = new ProofCheck();
  private int accepted;
  private int refused;

  @Test
  void damagedFormsAreRefusedOrMeanTheSame() {
    var mutations = new Mutations(1);
    byte[] sound = AliyunSamples.FORM.getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < ROUNDS; i++) {
      var question =
          new HttpQuestion(
              "POST", "/auth/register/device", Map.of(), mutations.of(sound), Samples.PLAIN);
      switch (dialect.read(question)) {
        case HttpReading.Faulty(var reason, _, _) -> {
          refused++;
          dialect.answer(question, new RegistrationOutcome.Refused(reason));
        }
        case HttpReading.Registration(var request) -> {
          if (check.holds(request.proof(), AliyunSamples.PRODUCT_SECRET)) {
            accepted++;
            assertThat(request.identity()).isEqualTo(AliyunSamples.DEVICE);
            assertThat(request.proof().texts())
                .containsExactly("deviceNamedev-pre-001productKeya1CapTure01random567345");
          } else {
            refused++;
          }
        }
      }
    }

    assertThat(accepted).isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void damagedConnectsAreRefusedOrMeanTheSame() {
    var mutations = new Mutations(2);

    for (int i = 0; i < ROUNDS; i++) {
      boolean login = i % 2 == 0;
      String clientId =
          "a1CapTure01.dev-pre-001" + (login ? AliyunSamples.BLOCK : AliyunSamples.REGISTER_BLOCK);
      String password = login ? AliyunSamples.LOGIN_SIGN : AliyunSamples.REGISTER_SIGN;
      int which = mutations.below(3);
      look(
          Samples.connect(
              which == 0 ? mutations.of(clientId) : clientId,
              which == 1 ? mutations.of(AliyunSamples.USER) : AliyunSamples.USER,
              which == 2 ? mutations.of(password) : password));
    }

    assertThat(accepted).isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private void look(Connect connect) {
    switch (dialect.read(connect)) {
      case ConnectReading.Login(var attempt)
          when check.holds(Attempts.proof(attempt), AliyunSamples.DEVICE_SECRET) -> {
        accepted++;
        assertThat(attempt.identity()).isEqualTo(AliyunSamples.DEVICE);
        assertThat(Attempts.proof(attempt).texts())
            .contains(
                "clientIda1CapTure01.dev-pre-001deviceNamedev-pre-001"
                    + "productKeya1CapTure01timestamp2524608000000");
      }
      case ConnectReading.Registration(var request)
          when check.holds(request.proof(), AliyunSamples.PRODUCT_SECRET) -> {
        accepted++;
        assertThat(request.identity()).isEqualTo(AliyunSamples.DEVICE);
        assertThat(request.proof().texts())
            .containsExactly("deviceNamedev-pre-001productKeya1CapTure01random1750432041");
      }
      default -> refused++;
    }
  }
}
