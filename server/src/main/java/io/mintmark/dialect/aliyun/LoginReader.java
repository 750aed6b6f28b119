package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyLogin;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.login.Credential;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.product.Dialect;
import io.mintmark.vault.Clues;
import io.mintmark.vault.Misreading;
import io.mintmark.vault.Proof;
import io.mintmark.vault.SecretText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a CONNECT that is a login. The timestamp is signed text and no more: C SDKs send the year
/// 2050 for ever, others seconds for milliseconds, others nothing.
record LoginReader(Connect connect, ClientId clientId, UserName user) {

  private static final Set<String> MEANT = Set.of("authtype", "timestamp", "signmethod");

  /// All that a server of this protocol may make: what the vendor's devices have room for.
  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9]{1,69}");

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
      return connect.proven() != null
          ? login(new Credential.Handshake())
          : faulty(Reason.METHOD_NOT_OFFERED, "no password, and no TLS-PSK below");
    }
    var identity = user.identity().orElseThrow();
    var texts = SignedText.ofLogin(clientId.base(), identity, clientId.find("timestamp"));
    var proof =
        new Proof(
            algorithm.get(),
            Proof.KeyForm.TEXT,
            texts,
            Signatures.ofHex(password),
            new Clues(password, Clues.Encoding.HEX, () -> misreadTexts(identity)));
    return login(new Credential.Signature(proof, null));
  }

  private ConnectReading login(Credential credential) {
    return new ConnectReading.Login(
        new LoginAttempt(
            user.identity().orElseThrow(),
            credential,
            connect.proven(),
            Dialect.ALIYUN,
            connect.origin(),
            told()));
  }

  private List<Misreading> misreadTexts(DeviceIdentity identity) {
    return MisreadTexts.ofLogin(clientId, connect.clientId(), identity, clientId.find("timestamp"));
  }

  /// The text before the block is the ClientID and the password the DeviceToken of an unlisted
  /// registration. The vendor's page wants securemode -2, and its SDKs send that; it means nothing.
  ConnectReading withToken() {
    var fault = faultOfForm();
    if (fault.isPresent()) {
      return fault.get();
    }
    if (!isKeepAliveInRange()) {
      return keepAliveOutOfRange();
    }
    String password = connect.password();
    if (password == null || password.isEmpty()) {
      return faulty(Reason.MALFORMED, "the password, a DeviceToken, is missing");
    }
    String unit = clientId.base().strip();
    if (!CLIENT_ID.matcher(unit).matches()) {
      return faulty(Reason.CLIENT_UNKNOWN, "no ClientID stands before the parameter block");
    }
    return new ConnectReading.Login(
        new LoginAttempt(
            user.identity().orElseThrow(),
            new Credential.Token(unit, SecretText.of(password)),
            connect.proven(),
            Dialect.ALIYUN,
            connect.origin(),
            told()));
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
