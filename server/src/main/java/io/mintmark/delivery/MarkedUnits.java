package io.mintmark.delivery;

import io.mintmark.output.BurntUnit;
import io.mintmark.output.UnitSource;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Units in the order of one delivery, see [TraceMark]. A unit whose neighbour was deleted stays
/// where it is, and so does every other pair: the order of what is left never changes.
final class MarkedUnits implements UnitSource {

  private final UnitSource units;
  private final int first;
  private final SecretText traceKey;

  /// @param units by number
  /// @param first the delivery's first unit
  MarkedUnits(UnitSource units, int first, SecretText traceKey) {
    this.units = units;
    this.first = first;
    this.traceKey = traceKey;
  }

  @Override
  public void each(Visitor visitor) throws IOException {
    var pairs = new Pairs(visitor, first, new TraceMark(traceKey));
    units.each(pairs);
    pairs.finish();
  }

  /// Holds a unit back until its neighbour is there, or is known to be missing.
  private static final class Pairs implements Visitor {

    private final Visitor visitor;
    private final int first;
    private final TraceMark mark;
    private @Nullable BurntUnit held;

    Pairs(Visitor visitor, int first, TraceMark mark) {
      this.visitor = visitor;
      this.first = first;
      this.mark = mark;
    }

    @Override
    public void visit(BurntUnit unit) throws IOException {
      int place = unit.number() - first;
      boolean hasNeighbour = held != null && place % 2 == 1 && held.number() == unit.number() - 1;
      if (hasNeighbour && mark.swaps(place / 2)) {
        visitor.visit(unit);
        finish();
      } else {
        finish();
        held = unit;
        if (place % 2 == 1) {
          finish();
        }
      }
    }

    void finish() throws IOException {
      if (held != null) {
        visitor.visit(held);
        held = null;
      }
    }
  }
}
