package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyLogin;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.login.Credential;
import io.mintmark.login.LoginAttempt;
import io.mintmark.login.LoginOutcome.Reason;
import io.mintmark.product.Dialect;
import io.mintmark.product.ProductKey;
import io.mintmark.vault.Clues;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a CONNECT: client id `{pid}{dn}`, user name `{pid}{dn};{sdkappid};{connid};{expiry}`,
/// password `{token};{method}`. Over TLS-PSK there is no password: the handshake has proved who the
/// device is. Devices with client certificates, which are not served, send none either.
final class LoginReader {

  private static final int PRODUCT_ID_LENGTH = 10;
  private static final int SHOWN = 32;

  private LoginReader() {}

  static ConnectReading read(Connect connect) {
    String username = connect.username();
    if (username == null) {
      return new ConnectReading.NotMine();
    }
    String[] parts = username.split(";", -1);
    String device = parts[0];
    if (parts.length < 2 || !looksLikeOne(connect, username, device)) {
      return new ConnectReading.NotMine();
    }
    String productId = device.substring(0, PRODUCT_ID_LENGTH);
    String deviceName = device.substring(PRODUCT_ID_LENGTH);
    var claim = new Claim(productId, deviceName);
    var identity = WireText.identity(productId, deviceName);
    if (parts.length != 4 || identity.isEmpty()) {
      return faulty(Reason.MALFORMED, claim, "the user name is not {pid}{dn};appid;connid;expiry");
    }
    if (!connect.clientId().equals(device)) {
      return faulty(Reason.MALFORMED, claim, "client id and user name do not fit");
    }
    return Expiry.parse(parts[3])
        .map(expiry -> read(connect, identity.get(), claim, username, expiry))
        .orElseGet(() -> faulty(Reason.MALFORMED, claim, "the expiry is not a number"));
  }

  private static ConnectReading read(
      Connect connect, DeviceIdentity identity, Claim claim, String username, Expiry expiry) {
    String password = connect.password();
    if (password == null || password.isEmpty()) {
      return connect.proven() != null
          ? login(connect, identity, new Credential.Handshake(), username)
          : faulty(Reason.METHOD_NOT_OFFERED, claim, "no password, and no TLS-PSK below");
    }
    int mark = password.lastIndexOf(';');
    if (mark < 0) {
      return faulty(Reason.MALFORMED, claim, "the password is not token;method");
    }
    String method = password.substring(mark + 1);
    var algorithm = algorithm(method);
    if (algorithm.isEmpty()) {
      return faulty(
          Reason.SIGN_METHOD_UNKNOWN, claim, "the method is " + WireText.shown(method, SHOWN));
    }
    var proof =
        new Proof(
            algorithm.get(),
            Proof.KeyForm.BASE64,
            List.of(username),
            Signatures.ofHex(password.substring(0, mark)),
            new Clues(
                password.substring(0, mark),
                Clues.Encoding.HEX,
                () -> MisreadTexts.ofLogin(identity, username)));
    return login(connect, identity, new Credential.Signature(proof, expiry.at()), username);
  }

  private static ConnectReading login(
      Connect connect, DeviceIdentity identity, Credential credential, String username) {
    return new ConnectReading.Login(
        new LoginAttempt(
            identity,
            credential,
            connect.proven(),
            Dialect.TENCENT,
            connect.origin(),
            told(username)));
  }

  /// The device that calls itself `{pid}{dn}`, as client id, user name and PSK identity have it.
  static Optional<DeviceIdentity> device(String text) {
    return text.length() > PRODUCT_ID_LENGTH
        ? WireText.identity(text.substring(0, PRODUCT_ID_LENGTH), text.substring(PRODUCT_ID_LENGTH))
        : Optional.empty();
  }

  /// Ten characters of a ProductID and at least one of a name; and none of the marks by which
  /// Aliyun's devices are known, so that no CONNECT can be both.
  private static boolean looksLikeOne(Connect connect, String username, String device) {
    return device.length() > PRODUCT_ID_LENGTH
        && ProductKey.isWellFormed(device.substring(0, PRODUCT_ID_LENGTH))
        && username.indexOf('&') < 0
        && connect.clientId().indexOf('|') < 0;
  }

  /// The algorithm of a method's name, in any case.
  static Optional<HmacAlgorithm> algorithm(String method) {
    return switch (method.toLowerCase(Locale.ROOT)) {
      case "hmacsha1" -> Optional.of(HmacAlgorithm.HMAC_SHA1);
      case "hmacsha256" -> Optional.of(HmacAlgorithm.HMAC_SHA256);
      default -> Optional.empty();
    };
  }

  /// The part of the user name that tells one vendor SDK from another.
  private static @Nullable String told(String username) {
    int start = username.indexOf(';') + 1;
    String sdkAppId = username.substring(start, username.indexOf(';', start));
    return sdkAppId.isEmpty() ? null : "sdkappid " + WireText.shown(sdkAppId, SHOWN);
  }

  private static ConnectReading faulty(Reason reason, Claim claim, String detail) {
    return new FaultyLogin(reason, claim, detail);
  }
}
