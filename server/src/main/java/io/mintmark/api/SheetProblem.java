package io.mintmark.api;

import io.mintmark.sheet.Finding;
import io.mintmark.sheet.FindingKind;
import io.mintmark.sheet.FindingKind.Severity;
import io.mintmark.sheet.Findings;

/// Tells the owner of a list of names what stands in its way; warnings do not.
final class SheetProblem {

  private SheetProblem() {}

  static Problem of(Findings findings) {
    var oversize =
        findings.errors().stream()
            .filter(finding -> finding.kind() == FindingKind.FILE_TOO_LARGE)
            .findFirst();
    var problem =
        oversize
            .map(finding -> Problem.of(ProblemCode.TOO_LARGE, finding.said().english()))
            .orElseGet(
                () ->
                    Problem.of(
                        ProblemCode.NAMES_FAULTY,
                        "Nothing was stored. Correct the lines under 'faults' and send the whole"
                            + " list again."));
    return problem.withFaults(
        findings.count(Severity.ERROR),
        findings.errors().stream().map(SheetProblem::fault).toList());
  }

  private static Problem.Fault fault(Finding finding) {
    return new Problem.Fault(
        finding.row(), finding.value(), finding.kind().name(), finding.said().english());
  }
}
