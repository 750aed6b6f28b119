package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.mintmark.vault.Proof;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.Sealed;
import io.mintmark.vault.SecretText;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How Tencent's logins are read, beyond what the recordings show.
class TencentLoginTest {

  private static final String DEVICE = "QTV4XN8ZKDdev-0001";

  private final TencentDialect dialect = new TencentDialect(() -> new UUID(0, 0));
  private final ProofCheck check = new ProofCheck();

  @Test
  void theKeyIsTheDecodedPsk() {
    var attempt = login(TencentSamples.USER, TencentSamples.PASSWORD);

    assertThat(attempt.identity()).isEqualTo(TencentSamples.DEVICE);
    assertThat(attempt.detail()).isEqualTo("sdkappid 21010406");
    assertThat(Attempts.proof(attempt).keyForm()).isEqualTo(Proof.KeyForm.BASE64);
    assertThat(Attempts.proof(attempt).texts()).containsExactly(TencentSamples.USER);
    assertThat(check.holds(Attempts.proof(attempt), TencentSamples.PSK)).isTrue();
    assertThat(check.holds(Attempts.proof(attempt), SecretText.of("AAECAwQFBgcICQoLDA0ODg==")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1795178627, 2026-11-20T12:43:47Z",
    "0, 1970-01-01T00:00:00Z",
    "0001795178627, 2026-11-20T12:43:47Z",
    "2147483648, 2038-01-19T03:14:08Z",
    "2147483647,",
    "1795178183485,",
    "92233720368547758,",
    "9223372036854775807,",
    "99999999999999999999999999999999999999,"
  })
  void onlyPlainSecondsCanBeHeldAgainstADevice(String expiry, Instant expiresAt) {
    var attempt = login(DEVICE + ";21010406;9haMc;" + expiry, TencentSamples.PASSWORD);

    assertThat(Attempts.expiresAt(attempt)).isEqualTo(expiresAt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DEVICE + ";21010406;9haMc",
        DEVICE + ";21010406;9haMc;1;2",
        DEVICE + ";21010406;9haMc;",
        DEVICE + ";21010406;9haMc;-1",
        DEVICE + ";21010406;9haMc;soon",
        "QTV4XN8ZKDdev-0002;21010406;9haMc;2147483647",
        "QTV4XN8ZKDdev\0-0001;21010406;9haMc;2147483647"
      })
  void aUserNameOfAnotherShapeIsMalformed(String username) {
    assertThat(faulty(DEVICE, username, TencentSamples.PASSWORD)).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "00ff, MALFORMED",
    "00ff;rsa-sha256, SIGN_METHOD_UNKNOWN",
    "00ff;hmacmd5, SIGN_METHOD_UNKNOWN",
    "00ff;, SIGN_METHOD_UNKNOWN",
    "'', METHOD_NOT_OFFERED",
    ", METHOD_NOT_OFFERED"
  })
  void aPasswordIsATokenAndAMethod(String password, Reason reason) {
    assertThat(faulty(DEVICE, TencentSamples.USER, password)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {";hmacsha1", "zz;hmacsha1", "2942;hmacsha1", "2942;x;hmacsha1"})
  void aTokenThatIsNoneIsAWrongProof(String password) {
    var attempt = login(TencentSamples.USER, password);

    assertThat(check.holds(Attempts.proof(attempt), TencentSamples.PSK)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({",", "''"})
  void afterAHandshakeThatProvedSomebodyNoPasswordIsNeeded(String password) {
    var proven = new ProvenIdentity(TencentSamples.DEVICE, Sealed.of(new byte[1]));
    var connect = new Connect(4, DEVICE, TencentSamples.USER, password, 240, Samples.TLS, proven);

    var attempt = ((ConnectReading.Login) dialect.read(connect)).attempt();

    assertThat(attempt.identity()).isEqualTo(TencentSamples.DEVICE);
    assertThat(attempt.credential()).isEqualTo(new Credential.Handshake());
    assertThat(attempt.proven()).isSameAs(proven);
  }

  /// V11.
  @Test
  void thePskIdentityIsTheClientId() {
    assertThat(dialect.pskIdentity(DEVICE))
        .contains(
            new KeyClaim(TencentSamples.DEVICE, Dialect.TENCENT, new KeyForm.Base64Decoded()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "QTV4XN8ZKD", "QTV4-N8ZKDdev-0001", "QTV4XN8ZKDdev 0001", "QTV4XN8ZKD\0"})
  void otherPskIdentitiesAreNobodys(String identity) {
    assertThat(dialect.pskIdentity(identity)).isEmpty();
  }

  private LoginAttempt login(String username, String password) {
    return ((ConnectReading.Login) dialect.read(Samples.connect(DEVICE, username, password)))
        .attempt();
  }

  private Reason faulty(String clientId, String username, String password) {
    return ((FaultyLogin) dialect.read(Samples.connect(clientId, username, password))).reason();
  }
}
