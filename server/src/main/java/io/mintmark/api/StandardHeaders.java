package io.mintmark.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Puts the headers on every answer that keep a browser from doing with it what nobody meant:
/// guessing its type, framing it, keeping it, or telling other sites of its address.
final class StandardHeaders extends OncePerRequestFilter {

  /// For data; a page that tries the API out needs its own scripts and styles besides.
  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final String PAGE_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  static void apply(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", DATA_POLICY);
    response.setHeader("Cache-Control", "no-store");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    apply(response);
    if (request.getServletPath().startsWith(Paths.DOCS)) {
      response.setHeader("Content-Security-Policy", PAGE_POLICY);
    }
    chain.doFilter(request, response);
  }
}
