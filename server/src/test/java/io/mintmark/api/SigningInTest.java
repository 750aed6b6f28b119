package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who is let in, with what, and for how long.
class SigningInTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final String PASSWORD = "correct horse battery";

  private ApiClient anybody;

  @BeforeEach
  void begin() {
    anybody = HOUSE.anybody();
    // A fresh one-time password for each test; earlier failures are forgiven with it.
    HOUSE.clock.pass(Duration.ofHours(1));
    HOUSE.oneTimePassword = HOUSE.signIns.resetAdministrator();
  }

  @Test
  void theFirstAdministratorMustReplaceTheOneTimePassword() {
    var answer = signIn(HOUSE.oneTimePassword.expose());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("PASSWORD_CHANGE_NEEDED");
  }

  @Test
  void theAnswerWithANewPasswordOpensTheApi() {
    var answer = signInWithNew(HOUSE.oneTimePassword.expose(), PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("expiresAt")).endsWith("Z");
    assertThat(anybody.with(answer.text("token")).get("/projects").status()).isEqualTo(200);
  }

  @Test
  void aWeakNewPasswordIsRefused() {
    var answer = signInWithNew(HOUSE.oneTimePassword.expose(), "short");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("PASSWORD_WEAK");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
    var wrong = signIn("not the password");
    var unknown =
        anybody.post("/sign-in", "{\"name\":\"nobody\",\"password\":\"not the password\"}");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.problem()).isEqualTo("SIGN_IN_REFUSED");
    assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(unknown.body()).isEqualTo(wrong.body());
  }

  @Test
  void tooManyFailuresHaveToWait() {
    Answer answer = signIn("wrong");
    for (int i = 0; i < 20 && answer.status() == 401; i++) {
      answer = signIn("wrong");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem()).isEqualTo("TOO_MANY_ATTEMPTS");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
  }

  @Test
  void signingOutEndsTheSession() {
    var signedIn =
        anybody.with(signInWithNew(HOUSE.oneTimePassword.expose(), PASSWORD).text("token"));

    var answer = signedIn.delete("/sign-in");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(signedIn.get("/projects").problem()).isEqualTo("NOT_SIGNED_IN");
  }

  @Test
  void aSessionIsOverAfterItsTime() {
    var token = signInWithNew(HOUSE.oneTimePassword.expose(), PASSWORD).text("token");

    HOUSE.clock.pass(Duration.ofHours(13));

    assertThat(anybody.with(token).get("/projects").status()).isEqualTo(401);
  }

  @Test
  void withoutATokenNothingIsToldButHowToGetOne() {
    var answer = anybody.get("/projects");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("NOT_SIGNED_IN");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void aTokenThatNobodyIssuedIsNotBelieved() {
    assertThat(anybody.with("mmk-0000000000_" + "x".repeat(43)).get("/projects").status())
        .isEqualTo(401);
    assertThat(anybody.with("x".repeat(43)).get("/projects").status()).isEqualTo(401);
    assertThat(anybody.with("ü").get("/projects").status()).isEqualTo(401);
  }

  @Test
  void anApiKeyWorksUntilItIsRevoked() {
    var issued = HOUSE.api().post("/api-keys", "{\"name\":\"erp\"}");
    var program = anybody.with(issued.text("token"));
    assertThat(program.get("/projects").status()).isEqualTo(200);

    var revoked = HOUSE.api().delete("/api-keys/" + issued.text("id"));

    assertThat(revoked.status()).isEqualTo(204);
    assertThat(program.get("/projects").status()).isEqualTo(401);
    assertThat(HOUSE.api().delete("/api-keys/" + issued.text("id")).problem())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void anApiKeyIsListedWithoutItsToken() {
    var issued = HOUSE.api().post("/api-keys", "{\"name\":\"listed\"}");

    var answer = HOUSE.api().get("/api-keys");

    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.header("Location")).isEqualTo("/api/v1/api-keys/" + issued.text("id"));
    assertThat(answer.body()).contains(issued.text("id")).doesNotContain(issued.text("token"));
  }

  @Test
  void anApiKeyHasNoSessionToEnd() {
    assertThat(HOUSE.api().delete("/sign-in").problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void anApplicationKeyBelongsToItsProjectAndDoesNotOpenTheApi() {
    var api = HOUSE.api();
    var project = Orders.project(api);
    var keys = "/projects/" + project + "/application-keys";

    var issued = api.post(keys, "{\"name\":\"backend\"}");

    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.text("id")).startsWith("mma-");
    assertThat(anybody.with(issued.text("token")).get("/projects").status()).isEqualTo(401);
    assertThat(api.get(keys).body()).contains(issued.text("id"));
    var elsewhere = "/projects/" + Orders.project(api) + "/application-keys";
    assertThat(api.get(elsewhere).json().path("items").size()).isZero();
    assertThat(api.delete(elsewhere + "/" + issued.text("id")).problem()).isEqualTo("NOT_FOUND");
    assertThat(api.delete("/api-keys/" + issued.text("id")).problem()).isEqualTo("NOT_FOUND");
    assertThat(api.delete(keys + "/" + issued.text("id")).status()).isEqualTo(204);
  }

  private Answer signIn(String password) {
    return anybody.post("/sign-in", "{\"name\":\"admin\",\"password\":\"%s\"}".formatted(password));
  }

  private Answer signInWithNew(String password, String newPassword) {
    return anybody.post(
        "/sign-in",
        "{\"name\":\"admin\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
            .formatted(password, newPassword));
  }
}
