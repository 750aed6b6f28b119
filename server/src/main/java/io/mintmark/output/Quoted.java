package io.mintmark.output;

/// What somebody sent, made fit to be repeated in an error.
final class Quoted {

  private static final int LIMIT = 64;

  private Quoted() {}

  /// Cut, and free of invisible characters.
  static String of(String text) {
    String cut = text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "…";
    return cut.replaceAll("[^\\x20-\\x7E…]", "?");
  }
}
