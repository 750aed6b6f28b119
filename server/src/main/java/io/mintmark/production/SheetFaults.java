package io.mintmark.production;

import java.util.List;

/// Everything that is wrong with a list of names.
///
/// @param first the first faults by line, at most [#KEPT]
/// @param total how many there are in all
public record SheetFaults(List<SheetFault> first, int total) {

  /// How many faults are told one by one, so that a wrong file cannot fill the memory.
  public static final int KEPT = 10_000;

  public SheetFaults {
    first = List.copyOf(first);
    if (first.isEmpty() || total < first.size()) {
      throw new IllegalArgumentException("there is at least one fault, and none is uncounted");
    }
  }
}
