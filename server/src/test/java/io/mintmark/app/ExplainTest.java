package io.mintmark.app;

import static io.mintmark.app.WholeServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.wire.LoginOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An engineer asks why, and the whole server answers.
@TestInstance(Lifecycle.PER_CLASS)
class ExplainTest {

  @TempDir static Path data;
  private WholeServer whole;

  @BeforeAll
  void start() throws IOException {
    whole = WholeServer.start(data);
  }

  @AfterAll
  void stop() {
    whole.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aLoginWithTheProductSecretIsCalledThat(String dialect) {
    String product = productWith(dialect, "unit-0001");
    var identity = new DeviceIdentity(product, "unit-0001");
    String secret = whole.api.productSecret(product);

    var outcome =
        await(
            whole
                .usual(dialect)
                .login()
                .login(new Credential(identity, secret), MessageListener.DEAF));

    assertThat(outcome).isEqualTo(new LoginOutcome.Refused(4));
    whole.api.events(product, "unit-0001", 1);
    var explanation = whole.api.get(explanation(product, "unit-0001"));
    assertThat(explanation.get("mistakes").toString()).contains("PRODUCT_SECRET_USED");
    assertThat(explanation.get("text").asString()).contains("sign logins with the DeviceSecret");
    assertThat(explanation.toString()).doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void aRegistrationWithTheSecretOfAnotherProductIsCalledThat(String dialect) {
    String project = whole.api.project();
    String product = whole.api.product(project, dialect);
    String other = whole.api.product(project, dialect);
    whole.api.registration(product, true);
    var burned =
        new ProductCredential(
            new DeviceIdentity(product, "unit-0001"), whole.api.productSecret(other));

    await(whole.usual(dialect).registration().register(burned));

    whole.api.events(product, "unit-0001", 1);
    assertThat(whole.api.get(explanation(product, "unit-0001")).get("mistakes").toString())
        .isEqualTo("[\"OTHER_PRODUCTS_SECRET_USED\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIYUN", "TENCENT"})
  void anUnknownNameComesWithTheNearestListedOne(String dialect) {
    String product = productWith(dialect, "unit-0001");
    whole.api.registration(product, true);
    var unit = whole.unit(product, "UNIT_0001");

    await(whole.usual(dialect).registration().register(unit));

    whole.api.events(product, "UNIT_0001", 1);
    assertThat(whole.api.get(explanation(product, "UNIT_0001")).get("nearestNames").toString())
        .isEqualTo("[\"unit-0001\"]");
  }

  private String productWith(String dialect, String name) {
    String product = whole.api.product(whole.api.project(), dialect);
    whole.api.ready(whole.api.orderNames(product, "DYNAMIC_REGISTRATION", name + "\n"));
    return product;
  }

  private static String explanation(String product, String device) {
    return "/api/v1/products/%s/devices/%s/explanation".formatted(product, device);
  }
}
