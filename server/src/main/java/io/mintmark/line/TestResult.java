package io.mintmark.line;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One test of one unit, as its station tells it. Times have millisecond precision.
///
/// @param name the unit's DeviceName
/// @param station unique in its product, such as `SZ2-FT-04`
/// @param id the station's own name for this test, never used for another one: what is sent twice
///     under it is the same test
/// @param reason a code such as `RF_POWER_LOW`; empty for a unit that passed
/// @param measured what was measured, as a JSON object of small bounded size
/// @param operator who stood at the station; null if not told
/// @param firmware the version that was tested; null if not told
/// @param testedAt by the clock of the station, which may be wrong
public record TestResult(
    String name,
    String station,
    String id,
    TestVerdict verdict,
    String reason,
    String measured,
    @Nullable String operator,
    @Nullable String firmware,
    Instant testedAt) {

  /// Measured values that were not sent.
  public static final String NOTHING_MEASURED = "{}";

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#@-]{0,63}");
  private static final int TEXT_LIMIT = 64;
  private static final int MEASURED_LIMIT = 4_096;

  /// @throws IllegalArgumentException with a sentence for whoever wrote the station's program
  public TestResult {
    require(!name.isEmpty() && name.length() <= TEXT_LIMIT, "deviceName has 1 to 64 characters");
    require(CODE.matcher(station).matches(), form("station"));
    require(CODE.matcher(id).matches(), form("id"));
    if (verdict == TestVerdict.PASSED) {
      require(reason.isEmpty(), "reason stays out where the result is PASSED");
    } else {
      require(CODE.matcher(reason).matches(), form("reason"));
    }
    require(measured.length() <= MEASURED_LIMIT, "measured has at most 4,096 characters as JSON");
    require(isText(operator), "operator has 1 to 64 printable characters");
    require(isText(firmware), "firmware has 1 to 64 printable characters");
    testedAt = testedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /// What tells this test from every other one of its product.
  public Key key() {
    return new Key(station, id);
  }

  /// The test as far as counting goes.
  public Run run() {
    return new Run(testedAt, station, verdict, reason);
  }

  private static boolean isText(@Nullable String text) {
    return text == null
        || (!text.isBlank()
            && text.length() <= TEXT_LIMIT
            && text.chars().noneMatch(Character::isISOControl));
  }

  private static String form(String property) {
    return property
        + " has 1 to 64 characters: letters, digits and ._:/#@- and begins with a letter or digit";
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /// Under what a station sent a test.
  public record Key(String station, String id) {

    public Key {
      Objects.requireNonNull(station);
      Objects.requireNonNull(id);
    }
  }
}
