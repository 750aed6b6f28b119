package io.mintmark.api;

import io.mintmark.production.SheetFault;
import io.mintmark.production.SheetFaults;

/// Tells the owner of a list of names what is wrong with it.
final class SheetProblem {

  private SheetProblem() {}

  static Problem of(SheetFaults faults) {
    var oversize =
        faults.first().stream()
            .filter(fault -> fault.kind() == SheetFault.Kind.FILE_TOO_LARGE)
            .findFirst();
    var problem =
        oversize
            .map(fault -> Problem.of(ProblemCode.TOO_LARGE, fault.sentence()))
            .orElseGet(
                () ->
                    Problem.of(
                        ProblemCode.NAMES_FAULTY,
                        "Nothing was stored. Correct the lines under 'faults' and send the whole"
                            + " list again."));
    return problem.withFaults(
        faults.total(),
        faults.first().stream()
            .map(
                fault ->
                    new Problem.Fault(
                        fault.line(), fault.name(), fault.kind().name(), fault.sentence()))
            .toList());
  }
}
