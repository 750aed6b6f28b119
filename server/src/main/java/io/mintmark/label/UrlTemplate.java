package io.mintmark.label;

import io.mintmark.output.UnfitFileException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// An address with placeholders, such as `https://example.com/d?n={deviceName}`. Each value is
/// percent-encoded down to the characters that mean nothing anywhere in an address.
final class UrlTemplate {

  private static final int MAX_LENGTH = 1_000;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  /// Up to the end of the host, where no placeholder may stand: a unit's name chooses no server.
  private static final Pattern HEAD =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:(?:(?!//)|//[^/?#{}]+[/?#])[^{}]*\\{.*");

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final List<Part> parts;

  private sealed interface Part {
    record Fixed(String text) implements Part {}

    record Value(String name) implements Part {}
  }

  /// @param known the placeholders that can be filled
  /// @param telling those of them that differ from unit to unit; one must be there
  /// @throws UnfitFileException if the template is not an address, or asks for a secret
  UrlTemplate(String template, Set<String> known, Set<String> telling) {
    parts = split(template, known);
    if (parts.stream()
        .noneMatch(part -> part instanceof Part.Value v && telling.contains(v.name))) {
      throw new UnfitFileException(
          "the option 'url' must hold {deviceName}: otherwise all codes would be the same");
    }
    if (template.length() > MAX_LENGTH || !HEAD.matcher(template).matches() || !isAddress()) {
      throw new UnfitFileException(
          "the option 'url' must be an address of plain ASCII, such as"
              + " https://example.com/d?n={deviceName}, of at most 1000 characters, with"
              + " placeholders behind the host only");
    }
  }

  /// Whether the address has this placeholder.
  boolean holds(String name) {
    return parts.contains(new Part.Value(name));
  }

  /// The address with the values filled in.
  String filled(Map<String, String> values) {
    var address = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Fixed(String text) -> address.append(text);
        case Part.Value(String name) -> encode(values.getOrDefault(name, ""), address);
      }
    }
    return address.toString();
  }

  private static List<Part> split(String template, Set<String> known) {
    var parts = new ArrayList<Part>();
    var matcher = PLACEHOLDER.matcher(template);
    int at = 0;
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!known.contains(name)) {
        throw new UnfitFileException(unknown(name, known));
      }
      parts.add(new Part.Fixed(template.substring(at, matcher.start())));
      parts.add(new Part.Value(name));
      at = matcher.end();
    }
    parts.add(new Part.Fixed(template.substring(at)));
    return List.copyOf(parts);
  }

  private static String unknown(String name, Set<String> known) {
    return name.matches("(?i).*(secret|psk|key$).*")
        ? "a secret never stands in an address; take {%s} out of the option 'url'".formatted(name)
        : "the option 'url' has an unknown placeholder {%s}; there are {%s}"
            .formatted(name, String.join("}, {", known.stream().sorted().toList()));
  }

  private boolean isAddress() {
    String sample = filled(Map.of());
    try {
      return sample.chars().allMatch(c -> c > ' ' && c < 127) && new URI(sample).isAbsolute();
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static void encode(String value, StringBuilder out) {
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append("%%%02X".formatted(b));
      }
    }
  }
}
