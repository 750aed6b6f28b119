package io.mintmark.delivery;

import io.mintmark.output.BurntUnit;
import io.mintmark.output.UnitSource;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Counts the units that pass, and breaks off when the delivery is revoked meanwhile. For one
/// thread.
final class WatchedUnits implements UnitSource {

  private static final int LOOKS_EVERY = 1_000;

  private final UnitSource units;
  private final BooleanSupplier revoked;
  private int count;

  WatchedUnits(UnitSource units, BooleanSupplier revoked) {
    this.units = units;
    this.revoked = revoked;
  }

  @Override
  public void each(Visitor visitor) throws IOException {
    count = 0;
    units.each(unit -> pass(unit, visitor));
  }

  private void pass(BurntUnit unit, Visitor visitor) throws IOException {
    if (count % LOOKS_EVERY == 0 && revoked.getAsBoolean()) {
      throw new IOException("the delivery was revoked while it was downloaded");
    }
    count++;
    visitor.visit(unit);
  }

  /// Units of the last reading.
  int count() {
    return count;
  }
}
