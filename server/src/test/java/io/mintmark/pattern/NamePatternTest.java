package io.mintmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.pattern.NamePattern.Reading;
import io.mintmark.product.IdentityFormat;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Test
  void textDateCounterAndCheckDigitMakeAName() {
    var names = pattern("TH-{date:yyMMdd}-{counter:6}{check:luhn}").names(DAY, 3);

    assertThat(names)
        .containsExactly("TH-260301-0000015", "TH-260301-0000023", "TH-260301-0000031");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {counter:3}                              | 001, 002, 003
          {counter:2,start=9}                      | 09, 10, 11
          {counter:2,start=0,step=5}               | 00, 05, 10
          {counter:2,hex,start=254}                | FE, FF, -
          {counter:2,base32,start=30}              | 0Y, 0Z, 10
          {counter:2,start=17,base32,step=2}       | 0H, 0K, 0N
          x{counter:1}-y                           | x1-y, x2-y, x3-y
          """)
  void countersAreWrittenInTheirDigitsAndWidth(String text, String names) {
    var pattern = pattern(text);

    int count = (int) Math.min(3, pattern.capacity());

    assertThat(pattern.names(DAY, count)).containsExactly(names.replace(", -", "").split(", ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "yyyyMMdd, 2027-01-02, 20270102",
    "yyDDD, 2027-01-02, 27002",
    "YYww, 2027-01-02, 2653",
    "YYYYww, 2024-12-30, 202501",
    "ddMMyy, 2026-12-31, 311226"
  })
  void datesAreWrittenInTheirFormat(String format, LocalDate date, String written) {
    var names = pattern("{date:" + format + "}{counter:1}").names(date, 1);

    assertThat(names).containsExactly(written + "1");
  }

  /// The digits of ISO/IEC 7812-1's usual example, and of IMEIs.
  @ParameterizedTest
  @CsvSource({"7992739871, 3", "49015420323751, 8", "0, 0", "18, 2"})
  void luhnGivesTheKnownDigits(String text, char digit) {
    assertThat(CheckDigit.LUHN.of(text)).isEqualTo(digit);
  }

  /// From the International Society of Blood Transfusion's and the GRid standard's documents, which
  /// use ISO/IEC 7064 MOD 37,36.
  @Test
  void mod3736GivesTheKnownCharacters() {
    assertThat(CheckDigit.MOD_37_36.of("A12425GABC1234002")).isEqualTo('M');
    assertThat(CheckDigit.MOD_37_36.of("a1-2425g:abc1234002")).isEqualTo('M');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TH-001                         | 0  | without a counter
          {counter:6}{counter:2}         | 12 | only one counter
          {counter:6}{check:luhn}{check:luhn} | 24 | only one check digit
          {counter:0}                    | 1  | a counter looks like
          {counter:13}                   | 1  | a counter looks like
          {counter:6,octal}              | 1  | a counter looks like
          {counter:6,step=0}             | 1  | a counter looks like
          {counter:6,start=1,start=2}    | 1  | a counter looks like
          {counter:6,hex,hex}            | 1  | a counter looks like
          {counter:6,start=-1}           | 1  | a counter looks like
          {counter}                      | 1  | a counter looks like
          {counter:2,start=100}          | 1  | does not fit
          a{date:yyyy-MM}{counter:6}     | 2  | a date is made of
          {date:}{counter:6}             | 1  | a date is made of
          {counter:6}{check:crc}         | 12 | a check digit is
          {check:luhn}{counter:6}        | 1  | must come after
          {counter:6,hex}{check:luhn}    | 16 | use {check:mod37-36}
          {serial:6}                     | 1  | no such field
          ab{counter:6                   | 3  | not closed
          ab}{counter:6}                 | 3  | without an opening one
          """)
  void whatIsWrongIsToldWithItsPlace(String text, int position, String part) {
    var faults = ((Reading.Faulty) NamePattern.read(text)).faults();

    assertThat(faults.getFirst().position()).isEqualTo(position);
    assertThat(faults.getFirst().sentence()).contains(part);
  }

  @Test
  void aPatternHasLimits() {
    assertThat(NamePattern.read("")).isInstanceOf(Reading.Faulty.class);
    assertThat(NamePattern.read("x".repeat(190) + "{counter:1}"))
        .isInstanceOf(Reading.Faulty.class);
  }

  @Test
  void aCounterMustHaveRoomForAllUnits() {
    var pattern = pattern("unit{counter:2,start=10,step=10}");

    assertThat(pattern.capacity()).isEqualTo(9);
    assertThat(pattern.faultFor(IdentityFormat.TENCENT, DAY, 9)).isEmpty();
    assertThat(pattern.faultFor(IdentityFormat.TENCENT, DAY, 10).orElseThrow().sentence())
        .contains("room for 9 units, not for 10");
  }

  @Test
  void namesMustSuitTheDialect() {
    assertThat(fault("{counter:3}", IdentityFormat.ALIYUN)).contains("'001' has 3 characters");
    assertThat(fault("a.b{counter:3}", IdentityFormat.TENCENT)).contains("holds '.'");
    assertThat(fault("温{counter:9}", IdentityFormat.TENCENT))
        .isEqualTo("a name holds U+6E29; a DeviceName has letters, digits and :_-");
    assertThat(
            fault(
                "{date:yyyyMMdd}{counter:12}{counter:12}x".replace("{counter:12}x", "x".repeat(30)),
                IdentityFormat.TENCENT))
        .contains("has 50 characters");
  }

  @Test
  void namesAreMadeWhenTheyAreAskedFor() {
    var names = pattern("u{counter:9}").names(DAY, 900_000_000);

    assertThat(names.get(899_999_999)).isEqualTo("u900000000");
    assertThat(names.subList(5, 7)).isEqualTo(List.of("u000000006", "u000000007"));
    assertThatThrownBy(() -> names.get(900_000_000)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String fault(String text, IdentityFormat format) {
    return pattern(text).faultFor(format, DAY, 1).orElseThrow().sentence();
  }

  private static NamePattern pattern(String text) {
    return switch (NamePattern.read(text)) {
      case Reading.Sound(var pattern) -> pattern;
      case Reading.Faulty(var faults) -> throw new AssertionError(faults);
    };
  }
}
