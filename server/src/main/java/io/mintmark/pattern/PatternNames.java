package io.mintmark.pattern;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.Collectors;

/// The names of a batch by unit, made anew whenever one is asked for.
final class PatternNames extends AbstractList<String> implements RandomAccess {

  private final List<PatternPart> parts;
  private final int count;

  PatternNames(List<PatternPart> parts, LocalDate date, int count) {
    this.parts = parts.stream().map(part -> dated(part, date)).toList();
    this.count = count;
  }

  /// The date is the same in all names.
  private static PatternPart dated(PatternPart part, LocalDate date) {
    return part instanceof PatternPart.Date(var fields)
        ? new PatternPart.Text(
            fields.stream().map(field -> field.of(date)).collect(Collectors.joining()))
        : part;
  }

  @Override
  public String get(int index) {
    Objects.checkIndex(index, count);
    var name = new StringBuilder(48);
    for (var part : parts) {
      switch (part) {
        case PatternPart.Text(var text) -> name.append(text);
        case PatternPart.Counter(var digits, var width, var start, var step) ->
            digits.append(name, start + index * step, width);
        case PatternPart.Check(var digit) -> name.append(digit.of(name));
        case PatternPart.Date _ -> throw new IllegalStateException("dates are texts by now");
      }
    }
    return name.toString();
  }

  @Override
  public int size() {
    return count;
  }
}
