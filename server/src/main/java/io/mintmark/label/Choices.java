package io.mintmark.label;

import io.mintmark.output.FileFormat.Option;
import io.mintmark.output.UnfitFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The options of one request, checked against those that a format knows.
final class Choices {

  private final Map<String, Option> known;
  private final Map<String, String> given;

  /// @throws UnfitFileException if one of `given` is not among `known`
  Choices(List<Option> known, Map<String, String> given) {
    this.known = known.stream().collect(Collectors.toMap(Option::name, option -> option));
    this.given = given;
    given.keySet().stream()
        .filter(name -> !this.known.containsKey(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new UnfitFileException(
                  "there is no option '%s'; there are %s"
                      .formatted(
                          name,
                          known.stream().map(Option::name).collect(Collectors.joining(", "))));
            });
  }

  /// What was given, or else the fallback.
  String text(String name) {
    var option = known.get(name);
    if (option == null) {
      throw new IllegalArgumentException("the format does not declare the option " + name);
    }
    return given.getOrDefault(name, option.fallback());
  }

  boolean flag(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnfitFileException("the option '" + name + "' is true or false");
    };
  }

  int number(String name, int least, int most) {
    try {
      int number = Integer.parseInt(text(name));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, like a number out of range.
    }
    throw new UnfitFileException(
        "the option '%s' is a whole number from %d to %d".formatted(name, least, most));
  }

  /// One of these words, in lower case; capitals are let pass.
  String word(String name, Set<String> words) {
    String word = text(name).toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      throw new UnfitFileException(
          "the option '%s' is one of %s"
              .formatted(name, words.stream().sorted().collect(Collectors.joining(", "))));
    }
    return word;
  }
}
