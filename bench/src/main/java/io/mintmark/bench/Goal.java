package io.mintmark.bench;

import java.util.Locale;

/// What was hoped for, and what was seen.
///
/// @param wanted with its unit
record Goal(String what, String wanted, String seen, boolean met) {

  /// @param unit printed after both numbers, with its blank; `decimals` of each
  static Goal atLeast(String what, double bound, double seen, int decimals, String unit) {
    return new Goal(
        what, "≥ " + text(bound, decimals, unit), text(seen, decimals, unit), seen >= bound);
  }

  static Goal atMost(String what, double bound, double seen, int decimals, String unit) {
    return new Goal(
        what, "≤ " + text(bound, decimals, unit), text(seen, decimals, unit), seen <= bound);
  }

  String row() {
    return "| %s | %s | %s | %s |".formatted(what, wanted, seen, met ? "met" : "missed");
  }

  private static String text(double value, int decimals, String unit) {
    return String.format(Locale.ROOT, "%,." + decimals + "f%s", value, unit);
  }
}
