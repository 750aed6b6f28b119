package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyLogin;
import io.mintmark.dialect.Samples;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.vault.ProofCheck;
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

    assertThat(attempt.expiresAt()).isNull();
    assertThat(attempt.proof().texts().getFirst()).endsWith("timestamp7");
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
    "'x|authType=connwl,securemode=-2|', dev-pre-001&a1CapTure01, METHOD_NOT_OFFERED"
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

  private boolean holds(String clientId, String username, String password) {
    return check.holds(login(clientId, username, password).proof(), AliyunSamples.DEVICE_SECRET);
  }

  private LoginAttempt login(String clientId, String username, String password) {
    return ((ConnectReading.Login) dialect.read(Samples.connect(clientId, username, password)))
        .attempt();
  }
}
