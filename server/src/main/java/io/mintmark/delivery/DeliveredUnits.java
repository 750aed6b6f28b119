package io.mintmark.delivery;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.output.BurntUnit;
import io.mintmark.output.UnitSource;
import io.mintmark.product.Product;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The units of a delivery by number, read page by page while they are used. A unit whose device
/// was deleted is left out.
final class DeliveredUnits implements UnitSource {

  private static final int PAGE = 2_000;

  private final Delivery delivery;
  private final Product product;
  private final BurnMethod burnMethod;
  private final Batches batches;
  private final Vault vault;

  DeliveredUnits(
      Delivery delivery, Product product, BurnMethod burnMethod, Batches batches, Vault vault) {
    this.delivery = delivery;
    this.product = product;
    this.burnMethod = burnMethod;
    this.batches = batches;
    this.vault = vault;
  }

  @Override
  public void each(Visitor visitor) throws IOException {
    int last = delivery.first() - 1;
    while (last < delivery.last()) {
      int limit = Math.min(PAGE, delivery.last() - last);
      var units = batches.units(product.key(), delivery.batch(), last, limit);
      if (units.isEmpty()) {
        return;
      }
      for (Batches.Unit unit : units) {
        if (unit.number() <= last) {
          throw new IllegalStateException("units of %s do not come in order".formatted(delivery));
        }
        last = unit.number();
        if (last > delivery.last()) {
          return;
        }
        visitor.visit(new BurntUnit(last, unit.name(), secretOf(unit)));
      }
    }
  }

  private @Nullable SecretText secretOf(Batches.Unit unit) {
    return switch (burnMethod) {
      case DEVICE_SECRET -> {
        var row = new DeviceIdentity(product.key(), unit.name()).secretRow();
        yield vault.open(product.dataKey(), row, unit.secret());
      }
      case DYNAMIC_REGISTRATION -> null;
    };
  }
}
