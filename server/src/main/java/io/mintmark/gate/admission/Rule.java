package io.mintmark.gate.admission;

import java.util.concurrent.atomic.LongAdder;

/// One limit at work: its allowance, the buckets under it, and how many were refused for it.
final class Rule {

  private final Limit limit;
  private final Allowance allowance;
  private final Throttle silent;
  private final LongAdder refusals = new LongAdder();
  final TokenTable buckets;

  Rule(Limit limit, AdmissionLimits limits, int maxKeys) {
    this.limit = limit;
    this.allowance = limits.of(limit);
    this.silent = new Throttle(limit, allowance, Reports.UNTOLD);
    this.buckets = new TokenTable(allowance, maxKeys);
  }

  /// Tells its reports from those of the same key under another limit.
  int salt() {
    return limit.setting().hashCode();
  }

  /// Counts a refusal.
  ///
  /// @param untold as in [Throttle]
  Throttle refuse(int untold) {
    refusals.increment();
    return untold < 0 ? silent : new Throttle(limit, allowance, untold);
  }

  long refusals() {
    return refusals.sum();
  }
}
