package io.mintmark.output;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.util.List;

/// Units of one batch, read page by page while they are used. The store reads the next page while
/// this one is worked on. A unit whose device was deleted is left out.
public final class BatchUnits implements UnitSource {

  /// Units read at once: enough that a page's fixed cost does not count, few enough to be held.
  static final int PAGE = 4_000;

  private final Batch batch;
  private final Product product;
  private final UnitRange range;
  private final Batches batches;
  private final Vault vault;

  public BatchUnits(Batch batch, Product product, UnitRange range, Batches batches, Vault vault) {
    this.batch = batch;
    this.product = product;
    this.range = range;
    this.batches = batches;
    this.vault = vault;
  }

  @Override
  public void each(Visitor visitor) throws IOException {
    var pages = new PagesAhead<>(this::pageAfter);
    int last = range.first() - 1;
    var units = pages.first(last);
    while (!units.isEmpty()) {
      int end = units.getLast().number();
      if (units.getFirst().number() <= last) {
        throw new IllegalStateException("units of %s do not come in order".formatted(batch.id()));
      }
      boolean more = end < range.last();
      if (more) {
        pages.begin(end);
      }
      visit(units, visitor);
      last = end;
      units = more ? pages.next() : List.of();
    }
  }

  private List<Batches.Unit> pageAfter(int number) {
    int limit = Math.min(PAGE, range.last() - number);
    return batches.units(product.key(), batch.id(), number, limit);
  }

  private void visit(List<Batches.Unit> units, Visitor visitor) throws IOException {
    boolean burnsSecret = batch.burnMethod() == BurnMethod.DEVICE_SECRET;
    for (var unit : units) {
      if (unit.number() > range.last()) {
        return;
      }
      visitor.visit(burnsSecret ? opened(unit) : new BurntUnit(unit.number(), unit.name(), null));
    }
  }

  private BurntUnit opened(Batches.Unit unit) {
    var row = new DeviceIdentity(product.key(), unit.name()).secretRow();
    return new BurntUnit(
        unit.number(), unit.name(), vault.open(product.dataKey(), row, unit.secret()));
  }
}
