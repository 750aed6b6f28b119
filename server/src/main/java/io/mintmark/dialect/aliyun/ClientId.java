package io.mintmark.dialect.aliyun;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An Aliyun client id: any text, then `|name=value,…|`. The text is signed as it stands and means
/// nothing else; who the device is stands in the user name.
///
/// @param base what stands before the first `|`
/// @param parameters names in lower case; white space and line breaks round names and values are
///     gone, because one vendor SDK really sends them
/// @param repeated names that occurred twice
record ClientId(String base, Map<String, String> parameters, Set<String> repeated) {

  /// Vendors' SDKs reach about 200.
  private static final int MAX_LENGTH = 1024;

  /// Empty if there is no parameter block, or anything stands behind it.
  static Optional<ClientId> parse(String text) {
    String clientId = text.stripTrailing();
    int first = clientId.indexOf('|');
    int last = clientId.length() - 1;
    if (clientId.length() > MAX_LENGTH || first < 0 || first == last || !clientId.endsWith("|")) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    Set<String> repeated = new HashSet<>();
    for (String part : clientId.substring(first + 1, last).split(",", -1)) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
        repeated.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return Optional.of(new ClientId(clientId.substring(0, first), parameters, repeated));
  }

  /// Null if the parameter is absent.
  @Nullable String find(String lowerCaseName) {
    return parameters.get(lowerCaseName);
  }

  /// Whether any of these parameters occurs.
  boolean namesAny(Set<String> lowerCaseNames) {
    return lowerCaseNames.stream().anyMatch(parameters::containsKey);
  }

  /// Whether any of these parameters occurs twice, so that it means two things.
  boolean repeatsAny(Set<String> lowerCaseNames) {
    return !repeated.isEmpty() && lowerCaseNames.stream().anyMatch(repeated::contains);
  }
}
