package io.mintmark.broker;

import java.net.URI;
import java.net.URISyntaxException;

/// Where an external broker is, as an operator writes it: `mqtt://host:1883` or
/// `mqtts://host:8883`.
///
/// @param host a name, an IPv4 address, or an IPv6 address without brackets
public record BrokerUrl(boolean encrypted, String host, int port) {

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /// Reads the text; a port that is left out is the usual one.
  ///
  /// @throws IllegalArgumentException if it is something else; the message says what is wanted and
  ///     never repeats a password
  public static BrokerUrl parse(String text) {
    URI uri = uriOf(text);
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "it names a user; give broker.username and broker.password instead");
    }
    boolean encrypted = "mqtts".equals(uri.getScheme());
    boolean known = encrypted || "mqtt".equals(uri.getScheme());
    String path = uri.getRawPath();
    boolean bare =
        (path == null || path.isEmpty()) && uri.getQuery() == null && uri.getFragment() == null;
    if (!known || !bare || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw unwanted();
    }
    int port = uri.getPort() > 0 ? uri.getPort() : encrypted ? TLS_PORT : PLAIN_PORT;
    return new BrokerUrl(encrypted, withoutBrackets(uri.getHost()), port);
  }

  private static URI uriOf(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw unwanted();
    }
  }

  private static IllegalArgumentException unwanted() {
    return new IllegalArgumentException("write it as mqtt://host:1883 or mqtts://host:8883");
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return (encrypted ? "mqtts://" : "mqtt://") + shown + ":" + port;
  }
}
