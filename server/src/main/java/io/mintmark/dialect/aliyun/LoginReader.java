package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyLogin;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.product.Dialect;
import io.mintmark.vault.Proof;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a CONNECT that is a login. The timestamp is signed text and no more: C SDKs send the year
/// 2050 for ever, others seconds for milliseconds, others nothing.
record LoginReader(Connect connect, ClientId clientId, UserName user) {

  private static final Set<String> MEANT = Set.of("authtype", "timestamp", "signmethod");
  private static final int MIN_KEEP_ALIVE_SECONDS = 30;
  private static final int MAX_KEEP_ALIVE_SECONDS = 1200;
  private static final int SHOWN = 48;

  /// The password is a signature made with the DeviceSecret.
  ConnectReading withSecret() {
    var fault = faultOfForm();
    if (fault.isPresent()) {
      return fault.get();
    }
    String signMethod = Objects.requireNonNullElse(clientId.find("signmethod"), "hmacmd5");
    var algorithm = SignedText.algorithm(signMethod);
    if (algorithm.isEmpty()) {
      return faulty(Reason.SIGN_METHOD_UNKNOWN, "signmethod is " + WireText.shown(signMethod, 32));
    }
    if (!isKeepAliveInRange()) {
      return keepAliveOutOfRange();
    }
    String password = connect.password();
    if (password == null || password.isEmpty()) {
      return faulty(Reason.METHOD_NOT_OFFERED, "no password: certificates are not served");
    }
    var identity = user.identity().orElseThrow();
    var texts = SignedText.ofLogin(clientId.base(), identity, clientId.find("timestamp"));
    var proof = new Proof(algorithm.get(), Proof.KeyForm.TEXT, texts, Signatures.ofHex(password));
    return new ConnectReading.Login(
        new LoginAttempt(
            identity, proof, connect.proven(), null, Dialect.ALIYUN, connect.origin(), told()));
  }

  /// The password is the DeviceToken of an unlisted registration.
  ConnectReading withToken() {
    var fault = faultOfForm();
    if (fault.isPresent()) {
      return fault.get();
    }
    return isKeepAliveInRange()
        ? faulty(Reason.METHOD_NOT_OFFERED, "no device here has a DeviceToken")
        : keepAliveOutOfRange();
  }

  private Optional<ConnectReading> faultOfForm() {
    if (user.identity().isEmpty()) {
      return Optional.of(faulty(Reason.MALFORMED, "the user name is not DeviceName&ProductKey"));
    }
    return clientId.repeatsAny(MEANT)
        ? Optional.of(faulty(Reason.MALFORMED, "a parameter of the client id occurs twice"))
        : Optional.empty();
  }

  private boolean isKeepAliveInRange() {
    return connect.keepAliveSeconds() >= MIN_KEEP_ALIVE_SECONDS
        && connect.keepAliveSeconds() <= MAX_KEEP_ALIVE_SECONDS;
  }

  private ConnectReading keepAliveOutOfRange() {
    return faulty(
        Reason.KEEP_ALIVE_OUT_OF_RANGE,
        "keep-alive is %d s; it must be %d to %d s"
            .formatted(connect.keepAliveSeconds(), MIN_KEEP_ALIVE_SECONDS, MAX_KEEP_ALIVE_SECONDS));
  }

  /// What the device told of itself, for the event log.
  private @Nullable String told() {
    var told = new StringBuilder();
    for (String name : new String[] {"_v", "lan", "os"}) {
      String value = clientId.find(name);
      if (value != null && !value.isEmpty()) {
        told.append(told.isEmpty() ? "" : " ").append(WireText.shown(value, SHOWN));
      }
    }
    if (Objects.equals(clientId.find("securemode"), wrongSecureMode())) {
      told.append(told.isEmpty() ? "" : "; ").append("securemode does not fit the transport");
    }
    return told.isEmpty() ? null : told.toString();
  }

  private String wrongSecureMode() {
    return connect.origin().transport().encrypted() ? "3" : "2";
  }

  private ConnectReading faulty(Reason reason, String detail) {
    return new FaultyLogin(reason, user.claim(), detail);
  }
}
