package io.mintmark.api;

/// Ends the handling of a request with a problem document. It stays inside this package: use cases
/// answer with values, and a resource turns those that are refusals into one of these. It carries
/// no stack trace, because it is an answer and not a fault.
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  ProblemException(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  /// Unknown and forbidden alike.
  static ProblemException notFound(String what) {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no " + what + ".");
  }

  static ProblemException badRequest(String detail) {
    return new ProblemException(ProblemCode.BAD_REQUEST, detail);
  }

  Problem problem() {
    return problem;
  }
}
