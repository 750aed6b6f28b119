package io.mintmark.api;

import java.time.DateTimeException;
import java.time.ZoneId;

/// Reads the name of a time zone.
final class Zones {

  /// Where a day begins unless told.
  static final String DEFAULT = "UTC";

  private Zones() {}

  static ZoneId of(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(
          "The parameter 'zone' is not a time zone; it looks like Asia/Shanghai or UTC.");
    }
  }
}
