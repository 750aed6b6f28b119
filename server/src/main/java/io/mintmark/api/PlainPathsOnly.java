package io.mintmark.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/// Finds nothing at a path that is written in a roundabout way: with parameters behind a semicolon,
/// doubled slashes, or steps up. No name in this API needs them, and what comes behind need not ask
/// which spelling of a path the web server and Spring each look at.
final class PlainPathsOnly extends OncePerRequestFilter {

  private final ProblemResolver problems;

  PlainPathsOnly(ProblemResolver problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isPlain(request)) {
      chain.doFilter(request, response);
    } else {
      problems.write(Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path."), response);
    }
  }

  private static boolean isPlain(HttpServletRequest request) {
    String asWritten = request.getRequestURI();
    return asWritten.indexOf(';') < 0
        && UriUtils.decode(asWritten, StandardCharsets.UTF_8).equals(request.getServletPath());
  }
}
