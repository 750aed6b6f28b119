package io.mintmark.output;

import io.mintmark.production.Batch;

/// A run of units of a batch, both ends included.
///
/// @param first from 1
public record UnitRange(int first, int last) {

  public UnitRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("a range begins at 1 or later and ends at or behind that");
    }
  }

  /// All units of a batch.
  public static UnitRange of(Batch batch) {
    return new UnitRange(1, batch.size());
  }

  /// Whether the batch has all these units.
  public boolean isWithin(Batch batch) {
    return last <= batch.size();
  }

  public int size() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? "unit " + first : "units " + first + " to " + last;
  }
}
