package io.mintmark.delivery;

/// How likely agreement by chance is.
final class Chance {

  /// Smaller ones are told as this.
  static final double LEAST = 1e-300;

  private Chance() {}

  /// The probability that of `n` fair coins at least `k` show heads.
  static double ofAtLeast(int k, int n) {
    if (k <= 0) {
      return 1;
    }
    double logTerm = -n * Math.log(2);
    for (int j = 1; j <= k; j++) {
      logTerm += Math.log((double) (n - k + j) / j);
    }
    double sum = 1;
    double term = 1;
    for (int i = k; i < n && term > sum * 1e-17; i++) {
      term *= (double) (n - i) / (i + 1);
      sum += term;
    }
    return Math.clamp(Math.exp(logTerm + Math.log(sum)), LEAST, 1);
  }
}
