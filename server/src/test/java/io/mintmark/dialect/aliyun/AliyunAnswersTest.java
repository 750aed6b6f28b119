package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.HttpAnswer;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.Samples;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// The forms that measured SDKs need, for every outcome, and the code of every reason.
class AliyunAnswersTest {

  private static final Map<RegistrationOutcome.Reason, String> REGISTRATION =
      table(
          RegistrationOutcome.Reason.class,
          """
          MALFORMED 460 2
          SIGN_METHOD_UNKNOWN 6292 2
          PLAIN_TRANSPORT 460 2
          PRODUCT_UNKNOWN 6250 4
          DIALECT_MISMATCH 6250 4
          PROOF_WRONG 6600 4
          REGISTRATION_OFF 6288 4
          UNLISTED_NOT_OFFERED 6288 4
          DEVICE_NOT_LISTED 6100 4
          NAME_IS_LISTED 6100 4
          NAME_NOT_ALLOWED 6100 4
          TOO_MANY_NAMES 6100 4
          TOO_MANY_CLIENTS 6204 4
          DEVICE_DISABLED 6204 4
          DEVICE_HELD 6204 4
          ALREADY_ACTIVATED 6289 4
          OVERLOADED 429 3
          THROTTLED 429 3
          INTERNAL 500 3
          """);

  private static final Map<LoginOutcome.Reason, String> LOGIN =
      table(
          LoginOutcome.Reason.class,
          """
          MALFORMED 2
          SIGN_METHOD_UNKNOWN 2
          KEEP_ALIVE_OUT_OF_RANGE 2
          METHOD_NOT_OFFERED 4
          PLAIN_TRANSPORT 2
          IDENTITY_MISMATCH 5
          PRODUCT_UNKNOWN 4
          DIALECT_MISMATCH 4
          DEVICE_UNKNOWN 4
          PROOF_WRONG 4
          EXPIRED 4
          CLIENT_UNKNOWN 4
          TOKEN_WRONG 4
          CLIENT_BANNED 5
          DEVICE_DISABLED 5
          DEVICE_HELD 5
          OVERLOADED 3
          THROTTLED 3
          INTERNAL 3
          """);

  private final AliyunDialect dialect = new AliyunDialect();

  @ParameterizedTest
  @EnumSource
  void everyRefusedRegistrationHasItsCodeInTheVendorsForm(RegistrationOutcome.Reason reason) {
    String[] codes = REGISTRATION.get(reason).split(" ", -1);

    String body = formed(new Refused(reason));

    assertThat(body).startsWith("{\"code\":" + codes[0] + ",\"data\":null,\"message\":\"");
    assertThat(dialect.answer(new Refused(reason)).returnCode())
        .isEqualTo(Integer.parseInt(codes[1]));
    assertThat(dialect.answer(new Refused(reason)).pushes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusedLoginHasItsReturnCode(LoginOutcome.Reason reason) {
    assertThat(dialect.returnCode(new LoginOutcome.Refused(reason)))
        .isEqualTo(Integer.parseInt(LOGIN.get(reason)));
  }

  @Test
  void theLongestCredentialFitsTheSmallestBuffer() {
    var longest =
        new Issued(
            Samples.identity("a".repeat(20), "d".repeat(64)),
            SecretText.of("s".repeat(64)),
            AliyunSamples.PRODUCT_SECRET,
            Manner.REPEATED);

    assertThat(formed(longest)).startsWith("{\"code\":200,").contains("\"" + "s".repeat(64) + "\"");
  }

  @Test
  void thePushIsCompactAndItsTextsAreNotEscaped() {
    var issued =
        new Issued(
            Samples.identity("a1CapTure01", "dev@a:01"),
            SecretText.of("a/b+c=d&e"),
            AliyunSamples.PRODUCT_SECRET,
            Manner.FIRST);

    var push = dialect.answer(issued).pushes().getFirst();

    assertThat(push.topic()).isEqualTo("/ext/register");
    assertThat(push.payload())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev@a:01\","
                + "\"deviceSecret\":\"a/b+c=d&e\"}");
  }

  @Test
  void theAnswerToAnUnlistedUnitIsPushedOnTheTopicThatSdksAwait() {
    var answer = dialect.answer(admitted(false));

    assertThat(answer.returnCode()).isZero();
    assertThat(answer.pushes()).singleElement().satisfies(AliyunAnswersTest::isForTheUnit);
    assertThat(answer.pushes().getFirst().topic()).isEqualTo("/ext/regnwl");
  }

  @Test
  void firmwareOfTheOldPageGetsTheSameOnItsOwnTopicBehindThat() {
    var answer = dialect.answer(admitted(true));

    assertThat(answer.pushes())
        .hasSize(2)
        .allSatisfy(AliyunAnswersTest::isForTheUnit)
        .extracting(Push::topic)
        .containsExactly("/ext/regnwl", "/ext/register");
  }

  private static void isForTheUnit(Push push) {
    assertThat(push.payload())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"productKey\":\"a1CapTure01\",\"deviceName\":\"dev-nwl-001\","
                + "\"clientId\":\"CIDceda8741bdc2\",\"deviceToken\":\"TK7c3d86fe24dda8\"}");
  }

  private static ClientAdmitted admitted(boolean alsoOnRegister) {
    return new ClientAdmitted(
        Samples.identity("a1CapTure01", "dev-nwl-001"),
        "CIDceda8741bdc2",
        SecretText.of("TK7c3d86fe24dda8"),
        alsoOnRegister);
  }

  /// The body, after everything that must be true of any body.
  private String formed(RegistrationOutcome outcome) {
    HttpAnswer answer = dialect.answer(AliyunSamples.post(AliyunSamples.FORM), outcome);
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
    assertThat(answer.body()).hasSizeLessThanOrEqualTo(256);
    assertThat(body).startsWith("{\"code\":").doesNotContain("\\", "\n", "\": ", "\" :");
    assertThat(new JsonMapper().readTree(body).toString()).isEqualTo(body);
    return body;
  }

  private static <E extends Enum<E>> Map<E, String> table(Class<E> reasons, String rows) {
    return rows.lines()
        .map(row -> row.split(" ", 2))
        .collect(Collectors.toMap(row -> Enum.valueOf(reasons, row[0]), row -> row[1]));
  }
}
