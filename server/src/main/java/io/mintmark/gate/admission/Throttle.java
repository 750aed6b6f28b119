package io.mintmark.gate.admission;

/// A peer that is over a limit and is told to come later.
///
/// @param setting the allowance that it is over
/// @param untold how many like it were counted but not reported, if this one is to be reported;
///     else
///     negative
public record Throttle(Limit limit, Allowance setting, int untold) {

  /// Whether this refusal is to be an event of its own.
  public boolean isNews() {
    return untold >= 0;
  }

  /// For an engineer: which limit, whose, and how many more there were.
  ///
  /// @param key the address or identity that is over the limit, fit to be shown
  public String detail(String key) {
    String more = untold > 0 ? "; " + untold + " more refused since the last report" : "";
    return "%s is over %s (%s)%s".formatted(key, limit.setting(), setting, more);
  }
}
