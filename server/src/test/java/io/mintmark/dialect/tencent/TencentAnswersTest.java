package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.HttpAnswer;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.login.LoginOutcome;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The forms that measured SDKs need, for every outcome, and the code of every reason.
class TencentAnswersTest {

  private static final UUID ID = UUID.fromString("6f1d1a52-5a0e-4a3c-9b53-0c9d4a1f7e21");
  private static final HttpQuestion FIRST = TencentSamples.first("");
  private static final HttpQuestion SECOND = TencentSamples.second(Map.of(), "");

  private static final Map<RegistrationOutcome.Reason, String> REGISTRATION =
      table(
          RegistrationOutcome.Reason.class,
          """
          MALFORMED 1001 InvalidParameter
          SIGN_METHOD_UNKNOWN 1002 InvalidParameter
          PLAIN_TRANSPORT 1003 UnsupportedOperation
          PRODUCT_UNKNOWN 1004 ResourceNotFound.ProductNotExist
          DIALECT_MISMATCH 1004 ResourceNotFound.ProductNotExist
          PROOF_WRONG 1010 AuthFailure.SignatureFailure
          REGISTRATION_OFF 1011 UnsupportedOperation
          UNLISTED_NOT_OFFERED 1012 UnsupportedOperation
          DEVICE_NOT_LISTED 1013 ResourceNotFound.DeviceNotExist
          NAME_IS_LISTED 1016 UnsupportedOperation
          NAME_NOT_ALLOWED 1017 InvalidParameterValue.DeviceNameInvalid
          TOO_MANY_CLIENTS 1018 LimitExceeded.DeviceExceedLimit
          TOO_MANY_NAMES 1018 LimitExceeded.DeviceExceedLimit
          DEVICE_DISABLED 1014 UnauthorizedOperation.DeviceIsNotEnabled
          DEVICE_HELD 1014 UnauthorizedOperation.DeviceIsNotEnabled
          ALREADY_ACTIVATED 1015 UnsupportedOperation
          OVERLOADED 1020 InternalError
          THROTTLED 1020 InternalError
          INTERNAL 1021 InternalError
          """);

  private static final Map<LoginOutcome.Reason, String> LOGIN =
      table(
          LoginOutcome.Reason.class,
          """
          MALFORMED 2
          SIGN_METHOD_UNKNOWN 4
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

  private final TencentDialect dialect = new TencentDialect(() -> ID);

  @ParameterizedTest
  @EnumSource
  void everyRefusedRegistrationHasItsCodeInBothForms(RegistrationOutcome.Reason reason) {
    String[] codes = REGISTRATION.get(reason).split(" ", -1);

    var first = formed(FIRST, new Refused(reason));
    var error = formed(SECOND, new Refused(reason)).get("Response");

    assertThat(first.propertyNames()).containsExactly("code", "message", "requestId");
    assertThat(first.get("code").toString()).isEqualTo(codes[0]).isNotEqualTo("0");
    assertThat(first.get("message").stringValue()).isNotBlank();
    assertThat(error.propertyNames()).containsExactly("Error", "RequestId");
    assertThat(error.get("Error").get("Code").stringValue()).isEqualTo(codes[1]);
    assertThat(error.get("Error").get("Message").stringValue()).isNotBlank();
    assertThat(dialect.answer(new Refused(reason)).returnCode()).isNotZero();
    assertThat(dialect.answer(new Refused(reason)).pushes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusedLoginHasItsReturnCode(LoginOutcome.Reason reason) {
    assertThat(dialect.returnCode(new LoginOutcome.Refused(reason)))
        .isEqualTo(Integer.parseInt(LOGIN.get(reason)));
  }

  @Test
  void nobodyIsRegisteredOverMqtt() {
    var issued = TencentSamples.issued(TencentSamples.PRODUCT_SECRET, TencentSamples.PSK);

    assertThat(dialect.answer(issued).returnCode()).isEqualTo(5);
    assertThat(dialect.answer(issued).pushes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AAECAwQFBgcICQoLDA0ODw==, 53, zZTdcrcP0RkTUvejoDvFZNRssa/xFK6nqgEkA/U8e233GWPd56sxhddwwdBa3U5O"
        + "3hP28BxYbZ7ycD3jntASEA==",
    "7WmFA/MEs+Fy+32QwJWtYw==, 53, zZTdcrcP0RkTUvejoDvFZA6sd0sJnqv3itYwYSdfuVmseEZ8roa6duyzgC8RElgV"
        + "/Zi7EeQ4gbwN29JLkcfjlQ=="
  })
  void thePayloadIsWhatVendorSdksDecrypted(String psk, int length, String base64) {
    var issued = TencentSamples.issued(TencentSamples.PRODUCT_SECRET, SecretText.of(psk));

    var first = formed(FIRST, issued);
    var second = formed(SECOND, issued).get("Response");

    assertThat(first.get("code").intValue()).isZero();
    assertThat(first.get("len").intValue())
        .isEqualTo(length)
        .isEqualTo(second.get("Len").intValue());
    assertThat(first.get("payload").stringValue())
        .isEqualTo(base64)
        .isEqualTo(second.get("Payload").stringValue());
  }

  @ParameterizedTest
  @CsvSource({"CREATED, 0", "FIRST, 1", "REPEATED, 1"})
  void theSecondGenerationTellsWhetherTheDeviceWasCreated(Manner manner, int state) {
    var issued =
        new Issued(
            TencentSamples.DEVICE, TencentSamples.PSK, TencentSamples.PRODUCT_SECRET, manner);

    assertThat(formed(SECOND, issued).at("/Response/State").intValue()).isEqualTo(state);
    assertThat(formed(FIRST, issued).propertyNames())
        .containsExactly("code", "message", "len", "payload", "requestId");
  }

  @ParameterizedTest
  @CsvSource({"1, 32", "3, 32", "4, 48", "19, 48", "20, 64", "64, 96"})
  void thePayloadIsPaddedWithZerosOnlyToAWholeBlock(int pskLength, int paddedLength)
      throws Exception {
    String psk = "k".repeat(pskLength);
    var issued = TencentSamples.issued(TencentSamples.PRODUCT_SECRET, SecretText.of(psk));

    var first = formed(FIRST, issued);

    byte[] padded = decrypted(first.get("payload").stringValue());
    int length = first.get("len").intValue();
    assertThat(padded).hasSize(paddedLength);
    assertThat(new String(padded, 0, length, StandardCharsets.US_ASCII))
        .isEqualTo("{\"encryptionType\":2,\"psk\":\"" + psk + "\"}");
    assertThat(Arrays.copyOfRange(padded, length, paddedLength))
        .isEqualTo(new byte[paddedLength - length]);
  }

  @ParameterizedTest
  @CsvSource({
    "Ct1Xz9Qw4Er6Ty8Ui0Op2As5, 4GTxQy6TmeGlBq/uwxIyKy9aNDu6k/218F9WX4Dg2PU=",
    "biraxh1bZv6o2cKSdceR0Vhi, T1WVr7/6uI5g3M58BSYcAf7FdlwJDNa9YPseIZPw5xE="
  })
  void otherPayloadsOfTheVectorsAreEncryptedAlike(String productSecret, String base64) {
    byte[] plain = "{\"encryptionType\":1}".getBytes(StandardCharsets.US_ASCII);

    assertThat(Payload.encrypted(plain, SecretText.of(productSecret)))
        .isEqualTo(new Payload(20, base64));
  }

  @Test
  void anImportedProductSecretTooShortForAKeyIsAnInternalError() {
    var issued = TencentSamples.issued(SecretText.of("fifteen-chars-x"), TencentSamples.PSK);

    assertThat(formed(FIRST, issued).get("code").intValue()).isEqualTo(1021);
    assertThat(formed(SECOND, issued).at("/Response/Error/Code").stringValue())
        .isEqualTo("InternalError");
  }

  /// The body, after everything that must be true of any body.
  private JsonNode formed(HttpQuestion question, RegistrationOutcome outcome) {
    HttpAnswer answer = dialect.answer(question, outcome);
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.body()).hasSizeLessThanOrEqualTo(254);
    assertThat(body).doesNotContain("\\").contains(ID.toString());
    JsonNode json = new JsonMapper().readTree(body);
    assertThat(json.toString()).isEqualTo(body);
    return json;
  }

  private static byte[] decrypted(String payload) throws Exception {
    var cipher = Cipher.getInstance("AES/CBC/NoPadding");
    byte[] key = Arrays.copyOf(TencentSamples.PRODUCT_SECRET.exposeBytes(), 16);
    byte[] iv = "0000000000000000".getBytes(StandardCharsets.US_ASCII);
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return cipher.doFinal(Base64.getDecoder().decode(payload));
  }

  private static <E extends Enum<E>> Map<E, String> table(Class<E> reasons, String rows) {
    return rows.lines()
        .map(row -> row.split(" ", 2))
        .collect(Collectors.toMap(row -> Enum.valueOf(reasons, row[0]), row -> row[1]));
  }
}
