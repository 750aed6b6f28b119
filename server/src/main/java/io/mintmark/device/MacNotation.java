package io.mintmark.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The notations in which a MAC address serves as a DeviceName.
public final class MacNotation {

  private static final Pattern MAC =
      Pattern.compile(
          "(?i)[0-9a-f]{12}|([0-9a-f]{2}[:-]){5}[0-9a-f]{2}|([0-9a-f]{4}\\.){2}[0-9a-f]{4}");

  private static final Pattern SEPARATORS = Pattern.compile("[:.-]");

  private MacNotation() {}

  /// Bare, with colons, with hyphens and in groups of four, each in small letters and in capitals;
  /// empty if the text is no MAC address.
  public static List<String> of(String text) {
    if (!MAC.matcher(text).matches()) {
      return List.of();
    }
    String bare = SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    return Stream.of(bare, grouped(bare, 2, ":"), grouped(bare, 2, "-"), grouped(bare, 4, "."))
        .flatMap(form -> Stream.of(form, form.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /// The twelve hexadecimal digits in small letters, the same for every notation; empty if the text
  /// is no MAC address.
  public static Optional<String> bare(String text) {
    int length = text.length();
    boolean fits = length == 12 || length == 14 || length == 17;
    return fits && MAC.matcher(text).matches()
        ? Optional.of(SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static String grouped(String bare, int size, String between) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < bare.length(); i += size) {
      groups.add(bare.substring(i, i + size));
    }
    return String.join(between, groups);
  }
}
