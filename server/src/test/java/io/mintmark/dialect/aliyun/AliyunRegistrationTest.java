package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Samples;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.registration.RegistrationRequest.Kind;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How Aliyun's registrations are read, beyond what the recordings show.
class AliyunRegistrationTest {

  private final AliyunDialect dialect = new AliyunDialect();
  private final ProofCheck check = new ProofCheck();

  @ParameterizedTest
  @CsvSource({
    "567345, hmacmd5, e63b8003d62c2c2641a28ff57156c386",
    "567345, hmacsha1, 5a7fabb8bb25b0cdb64bb17f3b1e9f46e64624b9",
    "567345, hmacsha256, cf9a76272e655ea109bb8acb1f01a8dee46f690bd5c6928c06ee244676078461",
    "8Ygb7ULYh53B6OA, hmacmd5, 0f18cfdd8e53dab24347f7634ab265ac",
    "8Ygb7ULYh53B6OA, hmacsha1, d1c53f10a3f55734a4964647bcf9adfbf08b2212",
    "8Ygb7ULYh53B6OA, hmacsha256,"
        + " 1d297b162f82e4326b9c45f7f9bf7ab350fd9c557a7ad7e747e90fcaff98898c"
  })
  void theVectorsHoldOverBothTransportsAndInEitherCase(String random, String method, String sign) {
    String form =
        "signMethod=%s&random=%s&deviceName=dev-pre-001&sign=%s&productKey=a1CapTure01"
            .formatted(method, random, sign.toUpperCase(Locale.ROOT));
    var overHttp = registration(form);
    var overMqtt =
        registration("x|authType=register,random=" + random + ",signmethod=" + method + "|", sign);

    assertThat(check.holds(overHttp.proof(), AliyunSamples.PRODUCT_SECRET)).isTrue();
    assertThat(check.holds(overMqtt.proof(), AliyunSamples.PRODUCT_SECRET)).isTrue();
    assertThat(check.holds(overHttp.proof(), SecretText.of("PsCapture0123457"))).isFalse();
    assertThat(overHttp.identity()).isEqualTo(AliyunSamples.DEVICE).isEqualTo(overMqtt.identity());
    assertThat(overHttp.kind()).isEqualTo(Kind.LISTED).isEqualTo(overMqtt.kind());
    assertThat(overHttp.dialect()).isEqualTo(Dialect.ALIYUN).isEqualTo(overMqtt.dialect());
  }

  @Test
  void aMissingSignMethodMeansMd5OverMqttAndIsAFaultOverHttp() {
    String sign = "e63b8003d62c2c2641a28ff57156c386";

    var overMqtt = registration("x|authType=register,random=567345|", sign);

    assertThat(check.holds(overMqtt.proof(), AliyunSamples.PRODUCT_SECRET)).isTrue();
    assertThat(faulty(AliyunSamples.FORM.replace("&signMethod=hmacsha1", "")).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aShapeFaultIsToldBeforeAnUnknownSignMethod() {
    String form = AliyunSamples.FORM.replace("hmacsha1", "none").replace("&random=567345", "");

    assertThat(faulty(form).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void fieldNamesAreReadInAnyCaseAndUnknownFieldsIgnored() {
    var request =
        registration(
            AliyunSamples.FORM.toLowerCase(Locale.ROOT).replace("a1capture01", "a1CapTure01")
                + "&extra=1");

    assertThat(check.holds(request.proof(), AliyunSamples.PRODUCT_SECRET)).isTrue();
  }

  @Test
  void aFaultTellsWhomTheRequestClaimedToBe() {
    var faulty = faulty(AliyunSamples.FORM.replace("hmacsha1", "sha-3"));

    assertThat(faulty)
        .isEqualTo(
            new HttpReading.Faulty(
                Reason.SIGN_METHOD_UNKNOWN,
                new Claim("a1CapTure01", "dev-pre-001"),
                "signMethod is sha-3"));
  }

  @ParameterizedTest
  @CsvSource({
    "dev-pre-001, ''",
    "dev-pre-001, dev%00pre",
    "dev-pre-001, dev%0Apre",
    "dev-pre-001, dev+pre",
    "dev-pre-001, dev%C3%A9",
    "dev-pre-001, dev%C3",
    "dev-pre-001, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "a1CapTure01, a1CapTure-1",
    "a1CapTure01, ''"
  })
  void namesThatCannotBeLookedUpAreMalformed(String sound, String unsound) {
    assertThat(faulty(AliyunSamples.FORM.replace(sound, unsound)).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aBodyOfMoreThanFourKilobytesIsMalformed() {
    assertThat(faulty(AliyunSamples.FORM + "&x=" + "y".repeat(4096)).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({"2", "-2", "3", "8"})
  void unlistedRegistrationIsReadWhateverSecuremodeSays(String securemode) {
    var request =
        registration(
            "x|random=567345,authType=regnwl,signmethod=hmacmd5,securemode=" + securemode + "|",
            "e63b8003d62c2c2641a28ff57156c386");

    assertThat(request.kind()).isEqualTo(Kind.UNLISTED);
    assertThat(check.holds(request.proof(), AliyunSamples.PRODUCT_SECRET)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'x|authType=register,signmethod=hmacsha1|', 00, MALFORMED",
    "'x|authType=register,random=,signmethod=hmacsha1|', 00, MALFORMED",
    "'x|authType=register,random=1,random=2|', 00, MALFORMED",
    "'x|authType=register,random=1|', '', MALFORMED",
    "'x|authtype=REGISTER,random=1,signmethod=hmacsha512|', 00, SIGN_METHOD_UNKNOWN"
  })
  void aFaultyRegistrationOverMqttSaysWhy(String clientId, String password, Reason reason) {
    var reading = dialect.read(Samples.connect(clientId, AliyunSamples.USER, password));

    assertThat(reading)
        .isInstanceOfSatisfying(
            ConnectReading.FaultyRegistration.class,
            faulty -> assertThat(faulty.reason()).isEqualTo(reason));
  }

  private RegistrationRequest registration(String form) {
    return dialect.read(AliyunSamples.post(form)) instanceof HttpReading.Registration(var request)
        ? request
        : fail("not read as a registration");
  }

  private RegistrationRequest registration(String clientId, String password) {
    var reading = dialect.read(Samples.connect(clientId, AliyunSamples.USER, password));
    return reading instanceof ConnectReading.Registration(var request)
        ? request
        : fail("not read as a registration: " + reading);
  }

  private HttpReading.Faulty faulty(String form) {
    return (HttpReading.Faulty) dialect.read(AliyunSamples.post(form));
  }
}
