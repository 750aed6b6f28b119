package io.mintmark.api;

import io.mintmark.pattern.PatternFault;
import io.mintmark.production.TakenNames;
import java.util.List;

/// Tells what is wrong with names that follow from a pattern or a stored list.
final class NameProblems {

  private NameProblems() {}

  /// The `line` of a fault is the position in the pattern.
  static Problem ofPattern(List<PatternFault> faults) {
    var first = faults.getFirst();
    String where = first.position() == 0 ? "" : "At character %d: ".formatted(first.position());
    return Problem.of(ProblemCode.PATTERN_FAULTY, where + first.sentence() + ".")
        .withFaults(
            faults.size(),
            faults.stream()
                .map(
                    fault ->
                        new Problem.Fault(fault.position(), "", "PATTERN_FAULTY", fault.sentence()))
                .toList());
  }

  /// The `line` of a fault is the number of the unit.
  static Problem ofTaken(TakenNames taken) {
    return Problem.of(
            ProblemCode.NAMES_FAULTY,
            "Nothing was stored. %s %d of the names are taken, by devices of the product or by"
                    .formatted(taken.whole() ? "In all" : "At least", taken.total())
                + " batches that are not minted yet; the first are under 'faults', by unit.")
        .withFaults(
            taken.total(),
            taken.first().stream()
                .map(
                    line ->
                        new Problem.Fault(
                            line.number(), line.name(), "NAME_TAKEN", "the name is taken"))
                .toList());
  }
}
