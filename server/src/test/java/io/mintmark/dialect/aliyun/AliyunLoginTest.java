package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyLogin;
import io.mintmark.dialect.Samples;
import io.mintmark.login.Attempts;
import io.mintmark.login.Credential;
import io.mintmark.login.KeyClaim;
import io.mintmark.login.KeyForm;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.login.ProvenIdentity;
import io.mintmark.product.Dialect;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.Sealed;
import io.mintmark.vault.SecretText;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How Aliyun's logins are read, beyond what the recordings show.
class AliyunLoginTest {

  private static final String BASE = "a1CapTure01.dev-pre-001";

  private final AliyunDialect dialect = new AliyunDialect();
  private final ProofCheck check = new ProofCheck();

  @Test
  void theOldJavaScriptClientIdIsReadWithoutItsWhiteSpace() {
    var clientId =
        ClientId.parse(
            "a1CapTure01&dev-pre-001_aliyun-iot-device-sdk-js|securemode=3,\n"
                + "        signmethod=hmacmd5,\n        timestamp=1795177091836|");

    assertThat(clientId)
        .contains(
            new ClientId(
                "a1CapTure01&dev-pre-001_aliyun-iot-device-sdk-js",
                Map.of("securemode", "3", "signmethod", "hmacmd5", "timestamp", "1795177091836"),
                Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BASE + AliyunSamples.BLOCK + "\n      ",
        BASE + "|SignMethod=HmacSha256,Timestamp=2524608000000|",
        BASE + "|unknown,,signmethod=hmacsha256,timestamp=2524608000000,a=b=c|",
        BASE + "|signmethod = hmacsha256 ,\r\n\ttimestamp = 2524608000000|",
        "\n        " + BASE + AliyunSamples.BLOCK
      })
  void theBlockIsReadLeniently(String clientId) {
    assertThat(holds(clientId, AliyunSamples.USER, AliyunSamples.LOGIN_SIGN)).isTrue();
  }

  @Test
  void theUserNameIsSplitAtItsLastAmpersand() {
    var attempt = login(BASE + AliyunSamples.BLOCK, "a&b&a1CapTure01", "00");

    assertThat(attempt.identity()).isEqualTo(Samples.identity("a1CapTure01", "a&b"));
  }

  @Test
  void namesAreCaseSensitive() {
    assertThat(
            holds(BASE + AliyunSamples.BLOCK, "Dev-pre-001&a1CapTure01", AliyunSamples.LOGIN_SIGN))
        .isFalse();
  }

  @Test
  void theTimestampIsSignedTextAndNeverTooOld() {
    var attempt = login(BASE + "|signmethod=hmacsha1,timestamp=7|", AliyunSamples.USER, "00");

    assertThat(Attempts.expiresAt(attempt)).isNull();
    assertThat(Attempts.proof(attempt).texts().getFirst()).endsWith("timestamp7");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "29, false", "30, true", "1200, true", "1201, false", "65535, false"})
  void keepAliveIsThirtyToTwelveHundredSeconds(int seconds, boolean allowed) {
    var connect =
        new Connect(
            4,
            BASE + AliyunSamples.BLOCK,
            AliyunSamples.USER,
            AliyunSamples.LOGIN_SIGN,
            seconds,
            Samples.PLAIN);

    var reading = dialect.read(connect);

    assertThat(reading instanceof ConnectReading.Login).isEqualTo(allowed);
    assertThat(reading instanceof FaultyLogin(var reason, _, _) ? reason : null)
        .isEqualTo(allowed ? null : Reason.KEEP_ALIVE_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "a1CapTure01.dev-pre-001, dev-pre-001&a1CapTure01, MALFORMED",
    "x|timestamp=1, dev-pre-001&a1CapTure01, MALFORMED",
    "x|, dev-pre-001&a1CapTure01, MALFORMED",
    "x|timestamp=1|y, dev-pre-001&a1CapTure01, MALFORMED",
    "'x|timestamp=1,timestamp=2|', dev-pre-001&a1CapTure01, MALFORMED",
    "x|authType=other|, dev-pre-001&a1CapTure01, MALFORMED",
    "x|securemode=3|, dev-pre-001, MALFORMED",
    "x|securemode=3|, &a1CapTure01, MALFORMED",
    "x|securemode=3|, dev-pre-001&, MALFORMED",
    "x|securemode=3|,, MALFORMED",
    "x|signmethod=|, dev-pre-001&a1CapTure01, SIGN_METHOD_UNKNOWN",
    "x|signmethod=sha256|, dev-pre-001&a1CapTure01, SIGN_METHOD_UNKNOWN",
    "'x|authType=connwl,authType=connwl|', dev-pre-001&a1CapTure01, MALFORMED",
    "'|authType=connwl,securemode=-2|', dev-pre-001&a1CapTure01, CLIENT_UNKNOWN",
    "'a1CapTure01&dev-pre-001|authType=connwl|', dev-pre-001&a1CapTure01, CLIENT_UNKNOWN",
    "x|authType=connwl|, dev-pre-001, MALFORMED"
  })
  void aFaultyLoginSaysWhy(String clientId, String username, Reason reason) {
    var reading = dialect.read(Samples.connect(clientId, username, "00"));

    assertThat(reading)
        .isInstanceOfSatisfying(
            FaultyLogin.class, faulty -> assertThat(faulty.reason()).isEqualTo(reason));
  }

  @Test
  void aClientIdOfMoreThanOneKilobyteIsMalformed() {
    var reading =
        dialect.read(
            Samples.connect("x".repeat(1024) + AliyunSamples.BLOCK, AliyunSamples.USER, "00"));

    assertThat(reading)
        .isEqualTo(
            new FaultyLogin(
                Reason.MALFORMED,
                new Claim("a1CapTure01", "dev-pre-001"),
                "the client id has no parameter block |name=value,…| at its end"));
  }

  @Test
  void whatTheDeviceToldOfItselfIsKept() {
    var attempt =
        login(BASE + "|_v=sdk-c-3.2.0,securemode=3,lan=C,os=Lin\nux|", AliyunSamples.USER, "00");

    assertThat(attempt.detail())
        .isEqualTo("sdk-c-3.2.0 C Lin?ux; securemode does not fit the transport");
  }

  /// V10's, as Link SDK for C sends it.
  @Test
  void thePskIdentityNamesTheDeviceAndWhatItsKeyIsMadeFrom() {
    var claim = dialect.pskIdentity("devicename|hmacsha256|a1CapTure01&dev-pre-001|2524608000000");

    assertThat(claim)
        .contains(
            new KeyClaim(
                AliyunSamples.DEVICE,
                Dialect.ALIYUN,
                new KeyForm.UpperCaseHexMac(
                    HmacAlgorithm.HMAC_SHA256, "ida1CapTure01&dev-pre-001timestamp2524608000000")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|||",
        "devicename|hmacsha256|a1CapTure01&dev-pre-001",
        "devicename|hmacsha256|a1CapTure01&dev-pre-001|",
        "devicename|hmacsha256|a1CapTure01&dev-pre-001|x",
        "devicename|hmacsha256|a1CapTure01&dev-pre-001|1|",
        "devicename|hmacsha1|a1CapTure01&dev-pre-001|2524608000000",
        "id2|hmacsha256|a1CapTure01&dev-pre-001|2524608000000",
        "devicename|hmacsha256|a1CapTure01dev-pre-001|2524608000000",
        "devicename|hmacsha256|&dev-pre-001|2524608000000",
        "devicename|hmacsha256|a1CapTure01&|2524608000000",
        "devicename|hmacsha256|a1CapTure01&dev pre|2524608000000"
      })
  void otherPskIdentitiesAreNobodys(String identity) {
    assertThat(dialect.pskIdentity(identity)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({",", "''"})
  void afterAHandshakeThatProvedSomebodyNoPasswordIsNeeded(String password) {
    var proven = new ProvenIdentity(AliyunSamples.DEVICE, Sealed.of(new byte[1]));
    var clientId = BASE + AliyunSamples.BLOCK;
    var connect = new Connect(4, clientId, AliyunSamples.USER, password, 240, Samples.TLS, proven);

    var attempt = ((ConnectReading.Login) dialect.read(connect)).attempt();

    assertThat(attempt.identity()).isEqualTo(AliyunSamples.DEVICE);
    assertThat(attempt.credential()).isEqualTo(new Credential.Handshake());
    assertThat(attempt.proven()).isSameAs(proven);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CIDceda8741bdc2|authType=connwl,securemode=-2,_ss=1,ext=3,_v=sdk-c-4.2.0|",
        "CIDceda8741bdc2|authtype=CONNWL,securemode=2|",
        " CIDceda8741bdc2 |authType=connwl|"
      })
  void aTokenLoginShowsItsClientIdAndItsTokenAsTheyAre(String clientId) {
    var attempt = login(clientId, AliyunSamples.USER, "TK7c3d86fe24dda86058c94d97593b1fb25854c36d");

    assertThat(attempt.identity()).isEqualTo(AliyunSamples.DEVICE);
    assertThat(attempt.credential())
        .isEqualTo(
            new Credential.Token(
                "CIDceda8741bdc2", SecretText.of("TK7c3d86fe24dda86058c94d97593b1fb25854c36d")));
  }

  @Test
  void aTokenLoginWithoutATokenIsMalformed() {
    var reading = dialect.read(Samples.connect("CID1|authType=connwl|", AliyunSamples.USER, null));

    assertThat(reading)
        .isInstanceOfSatisfying(
            FaultyLogin.class, faulty -> assertThat(faulty.reason()).isEqualTo(Reason.MALFORMED));
  }

  private boolean holds(String clientId, String username, String password) {
    return check.holds(
        Attempts.proof(login(clientId, username, password)), AliyunSamples.DEVICE_SECRET);
  }

  private LoginAttempt login(String clientId, String username, String password) {
    return ((ConnectReading.Login) dialect.read(Samples.connect(clientId, username, password)))
        .attempt();
  }
}
