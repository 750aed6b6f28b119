package io.mintmark.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the text of a pattern: texts, and fields in braces.
final class PatternReader {

  private static final String FIELDS = "{date:yyMMdd}, {counter:6} or {check:luhn}";
  private static final String COUNTER =
      "a counter looks like {counter:6} or {counter:6,base32,start=1000,step=2}: its width is 1 to"
          + " %d, its digits are %s, its start is 0 or more, its step 1 or more"
              .formatted(
                  CounterDigits.MAX_WIDTH,
                  Arrays.stream(CounterDigits.values())
                      .map(CounterDigits::word)
                      .collect(Collectors.joining(", ")));

  private final String text;
  private final List<PatternPart> parts = new ArrayList<>();
  private final List<PatternFault> faults = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();

  PatternReader(String text) {
    this.text = text;
  }

  /// The parts, if [#faults] is empty.
  List<PatternPart> parts() {
    return parts;
  }

  List<PatternFault> faults() {
    return faults;
  }

  PatternReader read() {
    int at = 0;
    while (at < text.length()) {
      at = text.charAt(at) == '{' ? readField(at) : readText(at);
    }
    if (faults.isEmpty()) {
      judge();
    }
    return this;
  }

  private int readText(int from) {
    int brace = text.indexOf('{', from);
    int end = brace < 0 ? text.length() : brace;
    int stray = text.indexOf('}', from);
    if (stray >= 0 && stray < end) {
      fault(stray, "a closing brace without an opening one");
    }
    add(from, new PatternPart.Text(text.substring(from, end)));
    return end;
  }

  private int readField(int from) {
    int end = text.indexOf('}', from);
    if (end < 0) {
      fault(from, "this brace is not closed");
      return text.length();
    }
    String field = text.substring(from + 1, end);
    int colon = field.indexOf(':');
    String kind = colon < 0 ? field : field.substring(0, colon);
    String rest = colon < 0 ? "" : field.substring(colon + 1);
    switch (kind) {
      case "date" -> readDate(from, rest);
      case "counter" -> readCounter(from, rest);
      case "check" -> readCheck(from, rest);
      default -> fault(from, "no such field; there are " + FIELDS);
    }
    return end + 1;
  }

  private void readDate(int at, String format) {
    DateField.read(format)
        .ifPresentOrElse(
            fields -> add(at, new PatternPart.Date(fields)),
            () ->
                fault(
                    at,
                    "a date is made of yyyy, yy, MM, dd, DDD (day of the year), and YYYY, YY, ww"
                        + " for weeks of ISO 8601"));
  }

  private void readCheck(int at, String word) {
    Arrays.stream(CheckDigit.values())
        .filter(digit -> digit.word().equals(word))
        .findFirst()
        .ifPresentOrElse(
            digit -> add(at, new PatternPart.Check(digit)),
            () -> fault(at, "a check digit is {check:luhn} or {check:mod37-36}"));
  }

  private void readCounter(int at, String rest) {
    counter(rest.split(",", -1))
        .ifPresentOrElse(counter -> add(at, counter), () -> fault(at, COUNTER));
  }

  private static Optional<PatternPart> counter(String[] words) {
    var options = new HashMap<String, Long>();
    var digits = EnumSet.noneOf(CounterDigits.class);
    for (var word : List.of(words).subList(1, words.length)) {
      boolean known =
          option(word, "start=", options) || option(word, "step=", options) || digits(word, digits);
      if (!known) {
        return Optional.empty();
      }
    }
    long step = options.getOrDefault("step=", 1L);
    long start = options.getOrDefault("start=", 1L);
    var written = digits.stream().findFirst().orElse(CounterDigits.DECIMAL);
    return number(words[0])
        .filter(width -> width >= 1 && width <= CounterDigits.MAX_WIDTH)
        .filter(_ -> step >= 1)
        .map(width -> new PatternPart.Counter(written, width.intValue(), start, step));
  }

  /// Takes a word such as `start=7` that was not there before.
  private static boolean option(String word, String name, Map<String, Long> options) {
    return word.startsWith(name)
        && number(word.substring(name.length()))
            .map(value -> options.putIfAbsent(name, value) == null)
            .orElse(false);
  }

  private static boolean digits(String word, Set<CounterDigits> chosen) {
    return chosen.isEmpty()
        && Arrays.stream(CounterDigits.values())
            .filter(digits -> digits.word().equals(word))
            .findFirst()
            .map(chosen::add)
            .orElse(false);
  }

  /// Up to 18 digits.
  private static Optional<Long> number(String word) {
    return word.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(word)) : Optional.empty();
  }

  /// What holds of the parts together.
  private void judge() {
    int counter = only(PatternPart.Counter.class, "counter");
    int check = only(PatternPart.Check.class, "check digit");
    if (counter < 0 && faults.isEmpty()) {
      faults.add(new PatternFault(0, "without a counter all names are the same; add {counter:6}"));
    }
    if (counter >= 0 && parts.get(counter) instanceof PatternPart.Counter part) {
      if (part.start() > part.digits().largest(part.width())) {
        fault(positions.get(counter), "the start does not fit into the width of the counter");
      }
      if (check >= 0 && check < counter) {
        fault(positions.get(check), "the check digit must come after the counter");
      }
      if (check >= 0
          && parts.get(check).equals(new PatternPart.Check(CheckDigit.LUHN))
          && part.digits() != CounterDigits.DECIMAL) {
        fault(
            positions.get(check),
            "luhn counts decimal digits only; with this counter use {check:mod37-36}");
      }
    }
  }

  /// Where the only part of this kind is; -1 if there is none.
  private int only(Class<? extends PatternPart> kind, String word) {
    int found = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (kind.isInstance(parts.get(i))) {
        if (found >= 0) {
          fault(positions.get(i), "a pattern has only one " + word);
        }
        found = i;
      }
    }
    return found;
  }

  private void add(int at, PatternPart part) {
    parts.add(part);
    positions.add(at);
  }

  private void fault(int at, String sentence) {
    faults.add(new PatternFault(at + 1, sentence));
  }
}
