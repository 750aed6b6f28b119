package io.mintmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.pattern.NamePattern.Reading;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds of the names of every sound pattern.
class PatternNamesTest {

  private static final int COUNT = 300;

  /// A pattern and what its parts are, known apart from the code that reads it.
  record Made(
      String before,
      String date,
      CounterDigits digits,
      int width,
      long start,
      long step,
      String after,
      String check) {

    String text() {
      return before
          + (date.isEmpty() ? "" : "{date:" + date + "}")
          + "{counter:%d,%s,start=%d,step=%d}".formatted(width, digits.word(), start, step)
          + after
          + (check.isEmpty() ? "" : "{check:" + check + "}");
    }

    int length() {
      return before.length() + date.length() + width + after.length() + (check.isEmpty() ? 0 : 1);
    }
  }

  @Provide
  Arbitrary<Made> patterns() {
    var texts = Arbitraries.strings().withChars("ABCxyz019-_:").ofMaxLength(8);
    return Combinators.combine(
            texts,
            Arbitraries.of("", "yyMMdd", "yyyyDDD", "YYww"),
            Arbitraries.of(CounterDigits.values()),
            Arbitraries.integers().between(4, 12),
            Arbitraries.longs().between(0, 5_000),
            Arbitraries.longs().between(1, 9),
            texts,
            Arbitraries.of("", "luhn", "mod37-36"))
        .as(Made::new)
        .filter(made -> !made.check.equals("luhn") || made.digits == CounterDigits.DECIMAL);
  }

  @Property(tries = 300)
  void namesAreDistinctAndOfOneLength(
      @ForAll("patterns") Made made, @ForAll("days") LocalDate day) {
    var names = names(made, day);

    assertThat(new HashSet<>(names)).hasSize(COUNT);
    assertThat(names).allSatisfy(name -> assertThat(name).hasSize(made.length()));
  }

  @Property(tries = 300)
  void theSamePatternAndDateGiveTheSameNames(
      @ForAll("patterns") Made made, @ForAll("days") LocalDate day) {
    var backwards = names(made, day).reversed();

    assertThat(List.copyOf(backwards).reversed()).isEqualTo(names(made, day));
  }

  @Property(tries = 300)
  void checkDigitsVerify(@ForAll("patterns") Made made, @ForAll("days") LocalDate day) {
    assertThat(names(made, day))
        .allSatisfy(
            name -> {
              switch (made.check) {
                case "luhn" -> assertThat(luhnSum(name) % 10).isZero();
                case "mod37-36" -> assertThat(mod3736(name)).isEqualTo(1);
                default -> assertThat(name).endsWith(made.after);
              }
            });
  }

  /// Verification as ISO/IEC 7812-1 tells it: from the right, every second digit doubled.
  private static int luhnSum(String name) {
    int sum = 0;
    int seen = 0;
    for (int i = name.length() - 1; i >= 0; i--) {
      if (Character.isDigit(name.charAt(i))) {
        int digit = name.charAt(i) - '0';
        int counted = seen++ % 2 == 0 ? digit : digit * 2;
        sum += counted / 10 + counted % 10;
      }
    }
    return sum;
  }

  /// Verification as ISO/IEC 7064 tells it for hybrid systems: the last sum is congruent to 1.
  private static int mod3736(String name) {
    var characters = name.replaceAll("[^0-9A-Za-z]", "").toUpperCase(java.util.Locale.ROOT);
    int product = 36;
    int sum = 0;
    for (int i = 0; i < characters.length(); i++) {
      sum = product + Character.digit(characters.charAt(i), 36);
      int rest = sum % 36 == 0 ? 36 : sum % 36;
      product = rest * 2 % 37;
    }
    return sum % 36;
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2000, 1, 1).toEpochDay(), LocalDate.of(2099, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  private static List<String> names(Made made, LocalDate day) {
    return switch (NamePattern.read(made.text())) {
      case Reading.Sound(var pattern) -> pattern.names(day, COUNT);
      case Reading.Faulty(var faults) -> throw new AssertionError(made.text() + " " + faults);
    };
  }
}
