package io.mintmark.output;

import java.io.IOException;

/// The units that a file is made of, read from the store as they are asked for. Reading twice gives
/// the same units in the same order, as long as none is deleted.
public interface UnitSource {

  /// Calls the visitor for each unit, in the order in which the file is to hold them.
  void each(Visitor visitor) throws IOException;

  /// Takes one unit after the other.
  @FunctionalInterface
  interface Visitor {
    void visit(BurntUnit unit) throws IOException;
  }
}
