package io.mintmark.production;

import java.util.List;

/// Names that cannot be given to new units.
///
/// @param first the first of them by number of the unit, at most [#KEPT]
/// @param total how many are known to be taken; there may be more unless `whole`
/// @param whole whether all names were looked up; otherwise only as many as it takes to know that
///     there is something wrong
public record TakenNames(List<Batches.Line> first, int total, boolean whole) {

  /// How many are told one by one.
  public static final int KEPT = 100;

  static TakenNames of(List<Batches.Line> taken, boolean whole) {
    return new TakenNames(List.copyOf(taken.stream().limit(KEPT).toList()), taken.size(), whole);
  }
}
