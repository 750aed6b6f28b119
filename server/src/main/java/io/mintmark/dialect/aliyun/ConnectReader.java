package io.mintmark.dialect.aliyun;

import io.mintmark.access.ApplicationLogin;
import io.mintmark.dialect.Connect;
import io.mintmark.dialect.ConnectReading;
import io.mintmark.dialect.ConnectReading.FaultyLogin;
import io.mintmark.login.LoginOutcome;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whose a CONNECT is and what it is for: `authType` in the client id's block tells a
/// registration from a login.
final class ConnectReader {

  private static final Set<String> OURS =
      Set.of("securemode", "signmethod", "authtype", "timestamp");

  private ConnectReader() {}

  static ConnectReading read(Connect connect) {
    var user = UserName.parse(connect.username());
    var clientId = ClientId.parse(connect.clientId());
    if (clientId.isEmpty()) {
      return user.looksLikeOne()
          ? new FaultyLogin(
              LoginOutcome.Reason.MALFORMED,
              user.claim(),
              "the client id has no parameter block |name=value,…| at its end")
          : new ConnectReading.NotMine();
    }
    if (!user.looksLikeOne() && !isDevicesBlock(clientId.get(), connect.username())) {
      return new ConnectReading.NotMine();
    }
    return read(connect, clientId.get(), user);
  }

  private static ConnectReading read(Connect connect, ClientId clientId, UserName user) {
    String authType = clientId.find("authtype");
    return switch (authType == null ? "" : authType.toLowerCase(Locale.ROOT)) {
      case "" -> new LoginReader(connect, clientId, user).withSecret();
      case "connwl" -> new LoginReader(connect, clientId, user).withToken();
      case "register" -> new MqttRegistration(connect, clientId, user).listed();
      case "regnwl" -> new MqttRegistration(connect, clientId, user).unlisted();
      default ->
          new FaultyLogin(
              LoginOutcome.Reason.MALFORMED, user.claim(), "authType is of no known kind");
    };
  }

  /// A block with our parameters beside a user name that no device has: a device set up wrongly,
  /// unless it is a cloud program whose client id merely looks so.
  private static boolean isDevicesBlock(ClientId clientId, @Nullable String username) {
    return clientId.namesAny(OURS) && (username == null || !ApplicationLogin.claims(username));
  }
}
