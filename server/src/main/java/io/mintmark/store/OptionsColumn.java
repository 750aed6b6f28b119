package io.mintmark.store;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// How a file's options lie in one column: as in a query string, by name.
final class OptionsColumn {

  private OptionsColumn() {}

  static String write(Map<String, String> options) {
    return new TreeMap<>(options)
        .entrySet().stream()
            .map(option -> coded(option.getKey()) + "=" + coded(option.getValue()))
            .collect(joining("&"));
  }

  static Map<String, String> read(String text) {
    Map<String, String> options = new TreeMap<>();
    for (String option : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = option.indexOf('=');
      options.put(plain(option.substring(0, equals)), plain(option.substring(equals + 1)));
    }
    return options;
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String plain(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
