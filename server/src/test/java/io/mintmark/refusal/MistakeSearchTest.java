package io.mintmark.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.login.Attempts;
import io.mintmark.product.ProductKey;
import io.mintmark.vault.Mistake;
import io.mintmark.vault.Proof;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Each usual mistake is made as firmware makes it, read by its dialect, and named.
class MistakeSearchTest {

  private static final String DEVICE_SECRET = "0123456789abcdef0123456789abcdef";
  private static final String PRODUCT_SECRET = "PsCapture0123456";
  private static final String PSK = "AAECAwQFBgcICQoLDA0ODw==";
  private static final byte[] PSK_BYTES = Base64.getDecoder().decode(PSK);
  private static final DeviceIdentity LAMP =
      new DeviceIdentity(new ProductKey("a1CapTure01"), "AA:BB:CC:00:11:22");
  private static final String WHOLE_ID =
      "lamp|securemode=2,signmethod=hmacsha1,timestamp=1795177047463|";
  private static final String LOGIN_TEXT =
      "clientIdlampdeviceNameAA:BB:CC:00:11:22productKeya1CapTure01timestamp1795177047463";
  private static final String USER = "QTV4XN8ZKDdev-0001;21010406;9haMc;2147483647";
  private static final String FIRST_TEXT =
      "deviceName=dev-0001&nonce=784444920&productId=QTV4XN8ZKD&timestamp=1795177028";
  private static final String BODY = "{\"ProductId\":\"QTV4XN8ZKD\",\"DeviceName\":\"dev-0001\"}";
  private static final String SECOND_HEAD =
      "POST\ngateway\n/device/register\n\nhmacsha256\n1795177994\n1326016781\n";

  private final AliyunDialect aliyun = new AliyunDialect();
  private final TencentDialect tencent = new TencentDialect(UUID::randomUUID);

  @Test
  void aRightSignatureOfAnotherKindOfSecretNamesThatSecret() {
    assertThat(aliyunLogin(hex("HmacSHA1", PRODUCT_SECRET, LOGIN_TEXT)))
        .contains(Set.of(Mistake.PRODUCT_SECRET_USED));
    assertThat(aliyunLogin(hex("HmacSHA1", "retired-secret-1", LOGIN_TEXT)))
        .contains(Set.of(Mistake.RETIRED_SECRET_USED));
    assertThat(aliyunRegistration(hex("HmacSHA1", DEVICE_SECRET, registrationText())))
        .contains(Set.of(Mistake.DEVICE_SECRET_USED));
    assertThat(aliyunRegistration(hex("HmacSHA1", "secret-of-others", registrationText())))
        .contains(Set.of(Mistake.OTHER_PRODUCTS_SECRET_USED));
  }

  @Test
  void aliyunTextsThatWereSignedWronglyAreNamed() {
    assertLogin(Mistake.CLIENT_ID_WITH_BLOCK, LOGIN_TEXT.replace("lamp", WHOLE_ID));
    assertLogin(Mistake.CLIENT_ID_LEFT_OUT, LOGIN_TEXT.replace("clientIdlamp", ""));
    assertLogin(Mistake.TIMESTAMP_LEFT_OUT, LOGIN_TEXT.replace("timestamp1795177047463", ""));
    assertLogin(Mistake.TIMESTAMP_IN_OTHER_UNIT, LOGIN_TEXT.replace("1795177047463", "1795177047"));
    assertLogin(
        Mistake.PARAMETERS_IN_OTHER_ORDER,
        "productKeya1CapTure01deviceNameAA:BB:CC:00:11:22clientIdlamptimestamp1795177047463");
    assertLogin(
        Mistake.OTHER_SEPARATORS,
        "clientId=lamp&deviceName=AA:BB:CC:00:11:22&productKey=a1CapTure01"
            + "&timestamp=1795177047463");
    assertLogin(Mistake.TRAILING_NEWLINE, LOGIN_TEXT + "\n");
    assertLogin(Mistake.CASE_CHANGED, LOGIN_TEXT.toLowerCase(Locale.ROOT));
    assertLogin(
        Mistake.CASE_CHANGED,
        LOGIN_TEXT
            .replace("deviceName", "devicename")
            .replace("clientId", "clientid")
            .replace("productKey", "productkey"));
    assertLogin(Mistake.NAME_WITH_BLANKS, LOGIN_TEXT.replace("11:22", "11:22 "));
    assertLogin(
        Mistake.MAC_IN_OTHER_NOTATION, LOGIN_TEXT.replace("AA:BB:CC:00:11:22", "aabbcc001122"));
    assertLogin(
        Mistake.MAC_IN_OTHER_NOTATION,
        LOGIN_TEXT.replace("AA:BB:CC:00:11:22", "AA-BB-CC-00-11-22"));
  }

  @Test
  void aSignatureWrittenOrHashedOtherwiseThanNamedIsNamed() {
    assertThat(aliyunLogin(hex("HmacSHA256", DEVICE_SECRET, LOGIN_TEXT)))
        .contains(Set.of(Mistake.OTHER_HASH));
    assertThat(
            aliyunLogin(
                base64(
                    mac("HmacSHA1", DEVICE_SECRET.getBytes(StandardCharsets.UTF_8), LOGIN_TEXT))))
        .contains(Set.of(Mistake.BASE64_INSTEAD_OF_HEX));
    assertThat(
            aliyunLogin(
                base64(
                    hex("HmacSHA1", DEVICE_SECRET, LOGIN_TEXT).getBytes(StandardCharsets.UTF_8))))
        .contains(Set.of(Mistake.BASE64_OF_HEX));
  }

  @Test
  void twoMistakesAtOnceAreBothNamedAndThreeAreNot() {
    assertThat(aliyunLogin(hex("HmacSHA1", PRODUCT_SECRET, LOGIN_TEXT + "\n")))
        .contains(EnumSet.of(Mistake.PRODUCT_SECRET_USED, Mistake.TRAILING_NEWLINE));
    assertThat(aliyunLogin(hex("HmacMD5", PRODUCT_SECRET, LOGIN_TEXT + "\n"))).isEmpty();
  }

  @Test
  void whatNoUsualMistakeExplainsStaysUnexplained() {
    assertThat(aliyunLogin(hex("HmacSHA1", "no secret of anybody", LOGIN_TEXT))).isEmpty();
    assertThat(aliyunLogin("not a signature at all")).isEmpty();
    assertThat(aliyunLogin("é ☃")).isEmpty();
  }

  @Test
  void aTencentPskMustBeDecodedAndTheWholeUserNameSigned() {
    assertThat(tencentLogin(hex("HmacSHA1", PSK, USER)))
        .contains(Set.of(Mistake.SECRET_NOT_DECODED));
    assertThat(tencentLogin(hex(mac("HmacSHA1", PSK_BYTES, "QTV4XN8ZKDdev-0001"))))
        .contains(Set.of(Mistake.USER_NAME_IN_PART));
    assertThat(tencentLogin(hex(mac("HmacSHA1", PSK_BYTES, USER.replace("dev", "DEV")))))
        .contains(Set.of(Mistake.CASE_CHANGED));
    assertThat(tencentLogin(base64(mac("HmacSHA1", PSK_BYTES, USER))))
        .contains(Set.of(Mistake.BASE64_INSTEAD_OF_HEX));
  }

  @Test
  void theFirstGenerationWantsBase64OfSmallHexDigits() {
    byte[] right = mac("HmacSHA1", PRODUCT_SECRET.getBytes(StandardCharsets.UTF_8), FIRST_TEXT);
    String hex = hex(right);

    assertThat(first(base64(right))).contains(Set.of(Mistake.BASE64_INSTEAD_OF_HEX));
    assertThat(first(hex)).contains(Set.of(Mistake.HEX_INSTEAD_OF_BASE64));
    assertThat(first(base64(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))))
        .contains(Set.of(Mistake.HEX_IN_CAPITALS));
    assertThat(first(firstSignature(FIRST_TEXT.replace("&", ""))))
        .contains(Set.of(Mistake.OTHER_SEPARATORS));
    assertThat(first(firstSignature(FIRST_TEXT.replace("1795177028", "1795177028000"))))
        .contains(Set.of(Mistake.TIMESTAMP_IN_OTHER_UNIT));
  }

  @Test
  void theSecondGenerationWantsBase64OfTheRawBytesOverAllLines() throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(BODY.getBytes(StandardCharsets.UTF_8));
    String right = SECOND_HEAD + hex(digest);

    assertThat(second(hex("HmacSHA256", PRODUCT_SECRET, right)))
        .contains(Set.of(Mistake.HEX_INSTEAD_OF_BASE64));
    assertThat(second(secondSignature(SECOND_HEAD + BODY)))
        .contains(Set.of(Mistake.BODY_IN_OTHER_FORM));
    assertThat(second(secondSignature(right.replace("\n\n", "\n"))))
        .contains(Set.of(Mistake.EMPTY_LINE_LEFT_OUT));
    assertThat(second(secondSignature(right + "\n"))).contains(Set.of(Mistake.TRAILING_NEWLINE));
  }

  private void assertLogin(Mistake mistake, String signed) {
    assertThat(aliyunLogin(hex("HmacSHA1", DEVICE_SECRET, signed))).contains(Set.of(mistake));
  }

  private Optional<Set<Mistake>> aliyunLogin(String password) {
    var reading =
        aliyun.read(
            new Connect(
                4,
                WHOLE_ID,
                LAMP.name() + "&" + LAMP.product(),
                password,
                60,
                new Origin(Transport.MQTTS, "127.0.0.1")));
    return explain(Attempts.proof(((ConnectReading.Login) reading).attempt()), true, DEVICE_SECRET);
  }

  private Optional<Set<Mistake>> aliyunRegistration(String sign) {
    String form =
        "productKey=a1CapTure01&deviceName=AA:BB:CC:00:11:22&random=567345&signMethod=hmacsha1"
            + "&sign="
            + sign;
    return explain(
        proof(aliyun.read(question("/auth/register/device", Map.of(), form))),
        false,
        DEVICE_SECRET);
  }

  private static String registrationText() {
    return "deviceNameAA:BB:CC:00:11:22productKeya1CapTure01random567345";
  }

  private Optional<Set<Mistake>> tencentLogin(String token) {
    var reading =
        tencent.read(
            new Connect(
                4,
                "QTV4XN8ZKDdev-0001",
                USER,
                token + ";hmacsha1",
                60,
                new Origin(Transport.MQTT, "127.0.0.1")));
    return explain(Attempts.proof(((ConnectReading.Login) reading).attempt()), true, PSK);
  }

  private Optional<Set<Mistake>> first(String signature) {
    String body =
        "{\"deviceName\":\"dev-0001\",\"nonce\":784444920,\"productId\":\"QTV4XN8ZKD\","
            + "\"timestamp\":1795177028,\"signature\":\""
            + signature
            + "\"}";
    return explain(proof(tencent.read(question("/register/dev", Map.of(), body))), false, PSK);
  }

  private Optional<Set<Mistake>> second(String signature) {
    var headers =
        Map.of(
            "host", "gateway",
            "x-tc-algorithm", "hmacsha256",
            "x-tc-timestamp", "1795177994",
            "x-tc-nonce", "1326016781",
            "x-tc-signature", signature);
    return explain(proof(tencent.read(question("/device/register", headers, BODY))), false, PSK);
  }

  private static String firstSignature(String text) {
    return base64(hex("HmacSHA1", PRODUCT_SECRET, text).getBytes(StandardCharsets.UTF_8));
  }

  private static String secondSignature(String text) {
    return base64(mac("HmacSHA256", PRODUCT_SECRET.getBytes(StandardCharsets.UTF_8), text));
  }

  private static HttpQuestion question(String path, Map<String, String> headers, String body) {
    return new HttpQuestion(
        "POST",
        path,
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        new Origin(Transport.HTTPS, "127.0.0.1"));
  }

  private static Proof proof(HttpReading reading) {
    return ((HttpReading.Registration) reading).request().proof();
  }

  private static Optional<Set<Mistake>> explain(Proof proof, boolean login, String deviceSecret) {
    return MistakeSearch.explain(
        proof,
        List.of(
            new MistakeSearch.Key(
                login ? null : Mistake.DEVICE_SECRET_USED, SecretText.of(deviceSecret)),
            new MistakeSearch.Key(
                login ? Mistake.PRODUCT_SECRET_USED : null, SecretText.of(PRODUCT_SECRET)),
            new MistakeSearch.Key(Mistake.RETIRED_SECRET_USED, SecretText.of("retired-secret-1")),
            new MistakeSearch.Key(
                Mistake.OTHER_PRODUCTS_SECRET_USED, SecretText.of("secret-of-others"))));
  }

  private static String hex(String algorithm, String key, String text) {
    return hex(mac(algorithm, key.getBytes(StandardCharsets.UTF_8), text));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] mac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
