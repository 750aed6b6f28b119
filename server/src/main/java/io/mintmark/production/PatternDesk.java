package io.mintmark.production;

import io.mintmark.pattern.NamePattern;
import io.mintmark.pattern.NamePattern.Reading;
import io.mintmark.pattern.PatternFault;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Judges patterns for orders, and shows beforehand what a pattern would make. Safe for any thread.
public final class PatternDesk {

  /// Names looked up in one turn; whoever else orders for the product waits for one turn at most.
  private static final int TURN = 10_000;

  /// Names at either end that are looked up before an order is taken in.
  private static final int SAMPLE = 500;

  private static final int SHOWN = 3;

  private final Batches batches;
  private final InstantSource clock;

  public PatternDesk(Batches batches, InstantSource clock) {
    this.batches = batches;
    this.clock = clock;
  }

  /// What a pattern comes to for a product.
  public sealed interface Judgement {

    /// Names can be made for all units.
    ///
    /// @param names of all units, made when they are asked for
    record Sound(PatternSeed seed, List<String> names) implements Judgement {}

    /// No names can be made.
    ///
    /// @param faults at least one
    record Faulty(List<PatternFault> faults) implements Judgement {}
  }

  /// What an order by a pattern would make.
  ///
  /// @param date of today, in the zone asked for
  /// @param capacity how many units the pattern can name
  /// @param first the first names, at most three
  /// @param last the last names, at most three
  public record Preview(
      LocalDate date, long capacity, List<String> first, List<String> last, TakenNames taken) {}

  Judgement judge(Product product, BatchOrder.Names.ByPattern names) {
    return switch (NamePattern.read(names.pattern())) {
      case Reading.Faulty(var faults) -> new Judgement.Faulty(faults);
      case Reading.Sound(var pattern) -> judge(product, pattern, names);
    };
  }

  private Judgement judge(Product product, NamePattern pattern, BatchOrder.Names.ByPattern names) {
    var date = today(names.zone());
    var fault = pattern.faultFor(product.dialect().format(), date, names.count());
    return fault.isPresent()
        ? new Judgement.Faulty(List.of(fault.get()))
        : new Judgement.Sound(
            new PatternSeed(pattern.text(), date), pattern.names(date, names.count()));
  }

  /// Looks at the first and the last names, so that a pattern that was used before is told without
  /// taking in a million names.
  TakenNames sample(ProductKey product, List<String> names) {
    var taken = new ArrayList<>(lookUp(product, names, 0, Math.min(SAMPLE, names.size())));
    if (names.size() > SAMPLE) {
      taken.addAll(lookUp(product, names, Math.max(SAMPLE, names.size() - SAMPLE), names.size()));
    }
    return TakenNames.of(taken, names.size() <= 2 * SAMPLE);
  }

  /// What an order would come to if it were placed now. Nothing is stored. A million names take
  /// seconds; the look-up ends when enough taken ones are found.
  public PreviewOutcome preview(Product product, BatchOrder.Names.ByPattern order) {
    return switch (judge(product, order)) {
      case Judgement.Faulty(var faults) -> new PreviewOutcome.Faulty(faults);
      case Judgement.Sound(var seed, var names) ->
          new PreviewOutcome.Shown(
              new Preview(
                  seed.date(),
                  capacityOf(seed),
                  List.copyOf(names.subList(0, Math.min(SHOWN, names.size()))),
                  List.copyOf(names.subList(Math.max(0, names.size() - SHOWN), names.size())),
                  lookUpAll(product.key(), names)));
    };
  }

  /// What a preview comes to.
  public sealed interface PreviewOutcome {

    /// What would be made.
    record Shown(Preview preview) implements PreviewOutcome {}

    /// No names can be made.
    ///
    /// @param faults at least one
    record Faulty(List<PatternFault> faults) implements PreviewOutcome {}
  }

  private static long capacityOf(PatternSeed seed) {
    return NamePattern.read(seed.pattern()) instanceof Reading.Sound(var pattern)
        ? pattern.capacity()
        : 0;
  }

  private TakenNames lookUpAll(ProductKey product, List<String> names) {
    var taken = new ArrayList<Batches.Line>();
    int from = 0;
    while (from < names.size() && taken.size() < TakenNames.KEPT) {
      int to = Math.min(from + TURN, names.size());
      taken.addAll(lookUp(product, names, from, to));
      from = to;
    }
    return TakenNames.of(taken, from == names.size());
  }

  private List<Batches.Line> lookUp(ProductKey product, List<String> names, int from, int to) {
    return batches.taken(product, names.subList(from, to)).stream()
        .map(line -> new Batches.Line(line.number() + from, line.name()))
        .toList();
  }

  private LocalDate today(ZoneId zone) {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
