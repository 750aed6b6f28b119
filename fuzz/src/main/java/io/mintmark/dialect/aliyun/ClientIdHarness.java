package io.mintmark.dialect.aliyun;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The client id of Aliyun's devices. What was understood of one, written down again, must be
/// understood as the same.
public final class ClientIdHarness implements Harness {

  private static final int MAX_LENGTH = 1024;

  @Override
  public void play(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    var read = ClientId.parse(text);
    read.ifPresent(clientId -> check(text, clientId));
    Check.that(read.equals(ClientId.parse(text + " \n")), "white space at the end means something");
  }

  private static void check(String text, ClientId clientId) {
    Check.that(text.startsWith(clientId.base() + "|"), "the base is not what was sent");
    Check.that(clientId.base().indexOf('|') < 0, "the base holds a part of the block");
    clientId.parameters().forEach(ClientIdHarness::checkParameter);
    Check.that(
        clientId.parameters().keySet().containsAll(clientId.repeated()),
        "a name is repeated that does not occur");
    String again = written(clientId);
    if (again.length() <= MAX_LENGTH) {
      var expected = new ClientId(clientId.base(), clientId.parameters(), java.util.Set.of());
      Check.that(ClientId.parse(again).equals(Optional.of(expected)), "reads back differently");
    }
  }

  private static void checkParameter(String name, String value) {
    Check.that(name.equals(name.strip()), "a name is not trimmed");
    Check.that(value.equals(value.strip()), "a value is not trimmed");
    Check.that(name.equals(name.toLowerCase(Locale.ROOT)), "a name is not in lower case");
    Check.that(name.indexOf('=') < 0 && name.indexOf(',') < 0, "a name is two");
    Check.that(value.indexOf(',') < 0, "a value is two");
  }

  private static String written(ClientId clientId) {
    return clientId.parameters().entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining(",", clientId.base() + "|", "|"));
  }
}
