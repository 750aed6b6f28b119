package io.mintmark.pattern;

import io.mintmark.product.IdentityFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How the names of a batch are made, such as `TH-{date:yyMMdd}-{counter:6}{check:luhn}`. The name
/// of a unit follows from the pattern, the date of the order and the unit's number, and from
/// nothing else. All names of a batch are equally long and no two are alike.
public final class NamePattern {

  /// Characters of the longest pattern.
  public static final int MAX_TEXT = 200;

  private final String text;
  private final List<PatternPart> parts;
  private final PatternPart.Counter counter;

  private NamePattern(String text, List<PatternPart> parts, PatternPart.Counter counter) {
    this.text = text;
    this.parts = parts;
    this.counter = counter;
  }

  /// What a text turns out to be.
  public sealed interface Reading {

    /// A pattern, though not yet one for a certain product and count.
    record Sound(NamePattern pattern) implements Reading {}

    /// No pattern.
    ///
    /// @param faults at least one
    record Faulty(List<PatternFault> faults) implements Reading {}
  }

  /// Reads the text of a pattern and tells all its faults.
  public static Reading read(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return new Reading.Faulty(
          List.of(new PatternFault(0, "a pattern has 1 to %d characters".formatted(MAX_TEXT))));
    }
    var reader = new PatternReader(text).read();
    if (!reader.faults().isEmpty()) {
      return new Reading.Faulty(List.copyOf(reader.faults()));
    }
    var parts = List.copyOf(reader.parts());
    return new Reading.Sound(new NamePattern(text, parts, counterOf(parts)));
  }

  private static PatternPart.Counter counterOf(List<PatternPart> parts) {
    return parts.stream()
        .filter(PatternPart.Counter.class::isInstance)
        .map(PatternPart.Counter.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// As it was written.
  public String text() {
    return text;
  }

  /// How many units can be named.
  public long capacity() {
    return counter.capacity();
  }

  /// What keeps `count` units of a product from being named so; empty if nothing does.
  public Optional<PatternFault> faultFor(IdentityFormat format, LocalDate date, int count) {
    if (count > capacity()) {
      return Optional.of(
          new PatternFault(
              0,
              "its counter has room for %d units, not for %d; make it wider"
                  .formatted(capacity(), count)));
    }
    var names = names(date, count);
    return format
        .faultOfName(names.getFirst())
        .or(() -> format.faultOfName(names.getLast()))
        .map(fault -> new PatternFault(0, named(names.getFirst()) + " " + fault));
  }

  /// Without anything that could move a cursor or hide.
  private static String named(String name) {
    return name.chars().allMatch(c -> c > ' ' && c < 0x7F) ? "the name '" + name + "'" : "a name";
  }

  /// The names of units 1 to `count`, made when they are asked for: a million of them take no
  /// memory. Safe for any thread.
  ///
  /// @param count no more than [#capacity]
  public List<String> names(LocalDate date, int count) {
    return new PatternNames(parts, date, count);
  }
}
