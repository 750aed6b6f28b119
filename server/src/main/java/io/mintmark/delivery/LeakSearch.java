package io.mintmark.delivery;

import io.mintmark.delivery.LeakReport.Agreement;
import io.mintmark.delivery.LeakReport.Finding;
import io.mintmark.delivery.LeakReport.Verdict;
import io.mintmark.product.Products;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Finds out from whom a leaked file came, by the order of its rows ([TraceMark]). Safe for any
/// thread; one search at a time, because each holds an index of the batch's names.
public final class LeakSearch {

  /// A chance below this, divided among all deliveries that were asked, is none.
  static final double BEYOND_CHANCE = 1e-6;

  private static final int PAGE = 200;

  private final Deliveries deliveries;
  private final Batches batches;
  private final Products products;
  private final Vault vault;
  private final ReentrantLock turn = new ReentrantLock(true);

  public LeakSearch(Deliveries deliveries, Batches batches, Products products, Vault vault) {
    this.deliveries = deliveries;
    this.batches = batches;
    this.products = products;
    this.vault = vault;
  }

  /// Reads the file to its end and compares it with every delivery of the batch, those included
  /// that are over.
  public LeakReport search(Batch batch, InputStream file) throws IOException {
    turn.lock();
    try {
      var leaked = LeakedNames.read(file, NameNumbers.of(batch, batches), batch.size());
      return report(batch, leaked);
    } finally {
      turn.unlock();
    }
  }

  private LeakReport report(Batch batch, LeakedNames leaked) {
    var all = allOf(batch);
    var findings = new ArrayList<Finding>();
    for (Delivery delivery : all) {
      var agreement = compare(leaked, delivery.first(), delivery.last(), markOf(delivery)::swaps);
      if (agreement.compared() > 0) {
        double chance = Chance.ofAtLeast(agreement.agreeing(), agreement.compared());
        boolean agrees = chance * all.size() < BEYOND_CHANCE;
        findings.add(new Finding(delivery, agreement, chance, agrees));
      }
    }
    findings.sort(Comparator.comparingDouble(Finding::chance));
    var inUnitOrder = compare(leaked, 1, batch.size(), _ -> false);
    return new LeakReport(leaked.found(), verdict(findings, all.size()), inUnitOrder, findings);
  }

  private static Verdict verdict(List<Finding> findings, int asked) {
    long agreeing = findings.stream().filter(Finding::agrees).count();
    if (agreeing > 0) {
      return agreeing == 1 ? Verdict.NAMED : Verdict.SEVERAL;
    }
    int most = findings.stream().mapToInt(f -> f.agreement().compared()).max().orElse(0);
    boolean enough = Chance.ofAtLeast(most, most) * asked < BEYOND_CHANCE;
    return enough ? Verdict.NONE : Verdict.CANNOT_TELL;
  }

  /// Whether the later unit of a pair should come first.
  private interface Order {
    boolean swaps(int pair);
  }

  private static Agreement compare(LeakedNames leaked, int first, int last, Order order) {
    int compared = 0;
    int agreeing = 0;
    for (int number = first; number < last; number += 2) {
      int place = leaked.place(number);
      int next = leaked.place(number + 1);
      if (place > 0 && next > 0) {
        compared++;
        if (order.swaps((number - first) / 2) == next < place) {
          agreeing++;
        }
      }
    }
    return new Agreement(compared, agreeing);
  }

  private TraceMark markOf(Delivery delivery) {
    var product = products.find(delivery.product()).orElseThrow();
    var row = Delivery.secretRow(delivery.id(), "trace");
    return new TraceMark(vault.open(product.dataKey(), row, delivery.traceKey()));
  }

  private List<Delivery> allOf(Batch batch) {
    var all = new ArrayList<Delivery>();
    var page = deliveries.page(null, batch.id(), null, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = deliveries.page(null, batch.id(), page.getLast().id(), PAGE);
    }
    return all;
  }
}
