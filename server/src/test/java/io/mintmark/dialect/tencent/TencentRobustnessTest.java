package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Mutations;
import io.mintmark.dialect.Samples;
import io.mintmark.login.Attempts;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.vault.ProofCheck;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Damaged input is refused without an exception, and never accepted unless what was signed is
/// what it was.
class TencentRobustnessTest {

  private static final int ROUNDS = 10_000;
  private static final List<String> HEADERS =
      TencentSamples.SECOND_HEADERS.keySet().stream().sorted().toList();

  private final TencentDialect dialect = new TencentDialect(() -> new UUID(0, 0));
  private final ProofCheck check = new ProofCheck();
  private final Mutations mutations = new Mutations(3);
  private int accepted;
  private int refused;

  @Test
  void damagedFirstGenerationBodiesAreRefusedOrMeanTheSame() {
    for (int i = 0; i < ROUNDS; i++) {
      look(
          question("/register/dev", Map.of(), mutations.of(bytes(TencentSamples.FIRST))),
          TencentSamples.FIRST_TEXT);
    }

    assertThat(accepted).isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void damagedSecondGenerationRequestsAreRefusedOrMeanTheSame() {
    String text =
        "POST\nap-guangzhou.gateway.tencentdevices.com\n/device/register\n\nhmacsha1\n"
            + "1609430400\n659809198\n780b9b7a3104c93a6d95a835265d26f508bee64c";

    for (int i = 0; i < ROUNDS; i++) {
      var headers = new HashMap<>(TencentSamples.SECOND_HEADERS);
      byte[] body = bytes(TencentSamples.SECOND);
      if (i % 2 == 0) {
        body = mutations.of(body);
      } else {
        headers.computeIfPresent(
            HEADERS.get(mutations.below(HEADERS.size())), (_, value) -> mutations.of(value));
      }
      look(question("/device/register", headers, body), text);
    }

    assertThat(accepted).isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void damagedConnectsAreRefusedOrMeanTheSame() {
    for (int i = 0; i < ROUNDS; i++) {
      int which = mutations.below(3);
      var connect =
          Samples.connect(
              which == 0 ? mutations.of("QTV4XN8ZKDdev-0001") : "QTV4XN8ZKDdev-0001",
              which == 1 ? mutations.of(TencentSamples.USER) : TencentSamples.USER,
              which == 2 ? mutations.of(TencentSamples.PASSWORD) : TencentSamples.PASSWORD);
      if (dialect.read(connect) instanceof ConnectReading.Login(var attempt)
          && check.holds(Attempts.proof(attempt), TencentSamples.PSK)) {
        accepted++;
        assertThat(attempt.identity()).isEqualTo(TencentSamples.DEVICE);
        assertThat(Attempts.proof(attempt).texts()).containsExactly(TencentSamples.USER);
      } else {
        refused++;
      }
    }

    assertThat(accepted).isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private void look(HttpQuestion question, String signed) {
    switch (dialect.read(question)) {
      case HttpReading.Faulty(var reason, _, _) -> {
        refused++;
        dialect.answer(question, new RegistrationOutcome.Refused(reason));
      }
      case HttpReading.Registration(var request) -> {
        if (check.holds(request.proof(), TencentSamples.PRODUCT_SECRET)) {
          accepted++;
          assertThat(request.identity()).isEqualTo(TencentSamples.DEVICE);
          assertThat(request.proof().texts()).contains(signed);
        } else {
          refused++;
        }
      }
    }
  }

  private static HttpQuestion question(String path, Map<String, String> headers, byte[] body) {
    return new HttpQuestion("POST", path, headers, body, Samples.PLAIN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
