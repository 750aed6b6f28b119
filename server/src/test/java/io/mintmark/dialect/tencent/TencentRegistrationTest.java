package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.ProofCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How Tencent's registrations are read, beyond what the recordings show.
class TencentRegistrationTest {

  private static final String SHA1_OF_BODY = "780b9b7a3104c93a6d95a835265d26f508bee64c";
  private static final String SHA256_OF_BODY =
      "db1b28e471de388187827648111bab0776a3e717171efef9751fb53ca2328fbc";

  private final TencentDialect dialect = new TencentDialect(() -> new UUID(0, 0));
  private final ProofCheck check = new ProofCheck();

  @Test
  void theFirstGenerationSignsFourMembersInAFixedOrder() {
    var request = registration(TencentSamples.first(TencentSamples.FIRST));

    assertThat(request.proof().texts()).containsExactly(TencentSamples.FIRST_TEXT);
    assertThat(request.identity()).isEqualTo(TencentSamples.DEVICE);
    assertThat(request.kind()).isEqualTo(RegistrationRequest.Kind.EITHER);
    assertThat(request.dialect()).isEqualTo(Dialect.TENCENT);
    assertThat(check.holds(request.proof(), TencentSamples.PRODUCT_SECRET)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q6VZ0FsHe45qRLD7ECjnlgI46oq9PQ==", // the raw MAC
        "QUI1OTVEMDVCNzhFNkE0NEIwRkIxMDI4RTc5NjAzMjM4RUE4QkQzRA==", // upper-case hex
        "ab595d05b78e6a44b0fb1028e79603238ea8bd3d", // hex without base64
        "not base64 at all",
        ""
      })
  void theFirstGenerationTakesBase64OfLowerCaseHexAndNothingElse(String signature) {
    String body =
        TencentSamples.FIRST.replaceAll(
            "\"signature\":\"[^\"]*\"", "\"signature\":\"" + signature + "\"");

    var request = registration(TencentSamples.first(body));

    assertThat(check.holds(request.proof(), TencentSamples.PRODUCT_SECRET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"784444920\"",
        "784444920.0",
        "7.8444492e8",
        "null",
        "[784444920]",
        "123456789012345678901",
        "0784444920"
      })
  void aNonceIsAnIntegerOfTwentyDigitsAtMost(String nonce) {
    String body = TencentSamples.FIRST.replace("784444920", nonce);

    assertThat(faulty(TencentSamples.first(body)).reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "1",
        "[]",
        "{}",
        "{} {}",
        "{\"productId\":\"QTV4XN8ZKD\"",
        "\ufeff{}",
        "{\"productId\":\"QTV4XN8ZK\u0000\",\"deviceName\":\"d\"}",
        "{\"productId\":\"QTV4XN8ZKD\",\"deviceName\":\"\\u0000\"}",
        "{\"productId\":\"QTV4XN8ZKD\",\"deviceName\":\"\\ud800\"}",
        "{\"productId\":\"QTV4XN8ZKD\",\"deviceName\":{\"a\":1}}",
        "{\"productId\":10,\"deviceName\":\"d\"}"
      })
  void jsonOfAnotherShapeIsMalformedInBothGenerations(String body) {
    var inSecond = body.replace("productId", "ProductId").replace("deviceName", "DeviceName");

    assertThat(faulty(TencentSamples.first(body)).reason()).isEqualTo(Reason.MALFORMED);
    assertThat(faulty(TencentSamples.second(TencentSamples.SECOND_HEADERS, inSecond)).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void deepJsonAndLongBodiesAreMalformed() {
    String deep =
        "{\"x\":" + "[".repeat(9) + "]".repeat(9) + "," + TencentSamples.FIRST.substring(1);
    String known = "{\"x\":[[1]]," + TencentSamples.FIRST.substring(1);
    String big = TencentSamples.FIRST + " ".repeat(16_384);

    assertThat(faulty(TencentSamples.first(deep)).reason()).isEqualTo(Reason.MALFORMED);
    assertThat(faulty(TencentSamples.first(big)).reason()).isEqualTo(Reason.MALFORMED);
    assertThat(
            check.holds(
                registration(TencentSamples.first(known)).proof(), TencentSamples.PRODUCT_SECRET))
        .isTrue();
  }

  @Test
  void withHmacSha1TheBodyHashMayBeOfEitherKindAndThePortInOrOut() {
    var headers = new HashMap<>(TencentSamples.SECOND_HEADERS);
    headers.put("host", "gate.example:8080");

    var texts = registration(TencentSamples.second(headers, TencentSamples.SECOND)).proof().texts();

    String before = "/device/register\n\nhmacsha1\n1609430400\n659809198\n";
    assertThat(texts)
        .containsExactlyInAnyOrder(
            "POST\ngate.example\n" + before + SHA1_OF_BODY,
            "POST\ngate.example\n" + before + SHA256_OF_BODY,
            "POST\ngate.example:8080\n" + before + SHA1_OF_BODY,
            "POST\ngate.example:8080\n" + before + SHA256_OF_BODY);
  }

  @Test
  void withHmacSha256TheBodyHashIsSha256AndTheNameIsSignedAsSent() {
    var headers = new HashMap<>(TencentSamples.SECOND_HEADERS);
    headers.put("host", "[2001:db8::1]");
    headers.put("x-tc-algorithm", "HmacSha256");

    var texts = registration(TencentSamples.second(headers, TencentSamples.SECOND)).proof().texts();

    assertThat(texts)
        .isEqualTo(
            List.of(
                "POST\n[2001:db8::1]\n/device/register\n\nHmacSha256\n1609430400\n659809198\n"
                    + SHA256_OF_BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host", "x-tc-algorithm", "x-tc-timestamp", "x-tc-nonce", "x-tc-signature"})
  void aMissingHeaderIsMalformed(String header) {
    var headers = new HashMap<>(TencentSamples.SECOND_HEADERS);
    headers.remove(header);

    assertThat(faulty(TencentSamples.second(headers, TencentSamples.SECOND)))
        .isEqualTo(
            new HttpReading.Faulty(
                Reason.MALFORMED,
                new Claim("QTV4XN8ZKD", "dev-0001"),
                "Host or one of the four X-TC headers is missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "EncryptionType, 1, false",
    "EncryptionType, 2, true",
    "EncryptionType, 0, true",
    "ClientCert, '\"-----BEGIN CERTIFICATE----- \\n\"', false",
    "clientCert, '\"\"', true",
    "clientCert, null, true"
  })
  void onlyDevicesWithAPskAreServed(String member, String value, boolean served) {
    String body = "{\"" + member + "\":" + value + "," + TencentSamples.SECOND.substring(1);

    var reading = dialect.read(TencentSamples.second(TencentSamples.SECOND_HEADERS, body));

    assertThat(reading instanceof HttpReading.Registration).isEqualTo(served);
  }

  @Test
  void onlyPostRegisters() {
    var question =
        new HttpQuestion(
            "PUT",
            "/register/dev",
            Map.of(),
            TencentSamples.first(TencentSamples.FIRST).body(),
            TencentSamples.first("").origin());

    assertThat(faulty(question).reason()).isEqualTo(Reason.MALFORMED);
  }

  private RegistrationRequest registration(HttpQuestion question) {
    var reading = dialect.read(question);
    return reading instanceof HttpReading.Registration(var request)
        ? request
        : fail("not read as a registration: " + reading);
  }

  private HttpReading.Faulty faulty(HttpQuestion question) {
    return (HttpReading.Faulty) dialect.read(question);
  }
}
