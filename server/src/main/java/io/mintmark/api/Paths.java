package io.mintmark.api;

/// The addresses that more than one file here must agree on.
final class Paths {

  static final String API = "/api/v1";
  static final String OPENAPI = API + "/openapi.json";

  /// The page to try the API out, and what belongs to it.
  static final String DOCS = API + "/docs";

  private Paths() {}
}
