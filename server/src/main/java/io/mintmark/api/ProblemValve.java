package io.mintmark.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what never reaches our code, such as a request line that is not HTTP or a path with a
/// coded slash, with a problem document in place of the web server's page. What the parent does
/// besides stays: a failure in the middle of an answer cuts the connection.
final class ProblemValve extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

  private final ProblemResolver problems;

  ProblemValve(ProblemResolver problems) {
    this.problems = problems;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable fault) {
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      StandardHeaders.apply(response);
      problems.write(Problems.ofStatus(status, fault), response);
      response.finishResponse();
    } catch (IOException e) {
      LOG.debug("nobody waits for the problem any more", e);
    }
  }
}
