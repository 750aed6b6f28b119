package io.mintmark.delivery;

import io.mintmark.line.LineAccess;
import io.mintmark.line.Sender;
import io.mintmark.product.ProductKey;
import io.mintmark.project.FactoryId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets a factory send test results of the units that have reached it, and of no others. The
/// owner's own people may send them of all.
public final class FactoryLine implements LineAccess {

  private static final int PAGE = 200;

  private final Deliveries deliveries;

  public FactoryLine(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public Grant grantOf(Sender sender, ProductKey product) {
    return sender
        .factory()
        .<Grant>map(factory -> new Grant.Ranges(reached(factory, product)))
        .orElseGet(Grant.AllUnits::new);
  }

  private List<Range> reached(FactoryId factory, ProductKey product) {
    var ranges = new ArrayList<Range>();
    @Nullable DeliveryId before = null;
    List<Delivery> page;
    do {
      page = deliveries.page(factory, null, before, PAGE);
      for (var delivery : page) {
        if (delivery.product().equals(product) && delivery.deliveredAt() != null) {
          ranges.add(new Range(delivery.batch(), delivery.first(), delivery.last()));
        }
        before = delivery.id();
      }
    } while (page.size() == PAGE);
    return ranges;
  }
}
