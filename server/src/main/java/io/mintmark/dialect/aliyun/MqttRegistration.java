package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyRegistration;
import io.mintmark.dialect.WireText;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationRequest;
import java.util.Objects;
import java.util.Set;

/// Reads a CONNECT whose `authType` says "register". `securemode` and keep-alive are not looked at:
/// vendors' SDKs send what their pages do not allow. Whether the transport is safe enough is
/// decided elsewhere.
record MqttRegistration(Connect connect, ClientId clientId, UserName user) {

  private static final Set<String> MEANT = Set.of("authtype", "random", "signmethod");

  ConnectReading listed() {
    return read(RegistrationRequest.Kind.LISTED);
  }

  ConnectReading unlisted() {
    return read(RegistrationRequest.Kind.UNLISTED);
  }

  private ConnectReading read(RegistrationRequest.Kind kind) {
    var identity = user.identity();
    String random = clientId.find("random");
    String password = connect.password();
    if (identity.isEmpty()) {
      return faulty(Reason.MALFORMED, "the user name is not DeviceName&ProductKey");
    }
    if (clientId.repeatsAny(MEANT)) {
      return faulty(Reason.MALFORMED, "a parameter of the client id occurs twice");
    }
    if (random == null || random.isEmpty() || password == null || password.isEmpty()) {
      return faulty(Reason.MALFORMED, "the parameter random or the password is missing");
    }
    String signMethod = Objects.requireNonNullElse(clientId.find("signmethod"), "hmacmd5");
    var algorithm = SignedText.algorithm(signMethod);
    if (algorithm.isEmpty()) {
      return faulty(Reason.SIGN_METHOD_UNKNOWN, "signmethod is " + WireText.shown(signMethod, 32));
    }
    var proof = SignedText.proofOfRegistration(algorithm.get(), identity.get(), random, password);
    return new ConnectReading.Registration(
        new RegistrationRequest(identity.get(), kind, proof, Dialect.ALIYUN, connect.origin()));
  }

  private ConnectReading faulty(Reason reason, String detail) {
    return new FaultyRegistration(reason, user.claim(), detail);
  }
}
