package io.mintmark.output;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;

/// The options of a request, read against those that a format knows.
final class GivenOptions {

  private final List<FileFormat.Option> known;
  private final Map<String, String> given;

  /// @throws UnfitFileException if one is unknown
  GivenOptions(FileFormat format, Map<String, String> given) {
    this.known = format.options();
    this.given = given;
    for (String name : given.keySet()) {
      if (known.stream().noneMatch(option -> option.name().equals(name))) {
        throw new UnfitFileException(
            "the format '%s' has no option '%s'; %s"
                .formatted(format.id(), Quoted.of(name), names()));
      }
    }
  }

  /// @throws UnfitFileException if it has to be given and is not
  String text(String name) {
    var option = known.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    String text = given.getOrDefault(name, option.fallback());
    if (text.isEmpty()) {
      throw new UnfitFileException(
          "the option '%s' is missing: %s".formatted(name, option.sentence()));
    }
    return text;
  }

  boolean flag(String name) {
    return oneOf(name, "true", "false").equals("true");
  }

  String oneOf(String name, String... values) {
    String text = text(name);
    if (!List.of(values).contains(text)) {
      throw new UnfitFileException(
          "the option '%s' is one of %s, not '%s'"
              .formatted(name, String.join(", ", values), Quoted.of(text)));
    }
    return text;
  }

  /// A whole number, decimal or, after `0x`, hexadecimal.
  long number(String name, long least, long most) {
    String text = text(name);
    try {
      long number =
          text.startsWith("0x") ? Long.parseLong(text, 2, text.length(), 16) : Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new UnfitFileException(
        "the option '%s' is a number from %d to %d, decimal or as 0x…, not '%s'"
            .formatted(name, least, most, Quoted.of(text)));
  }

  private String names() {
    return known.isEmpty()
        ? "it has none"
        : "it has " + known.stream().map(FileFormat.Option::name).collect(joining(", "));
  }
}
