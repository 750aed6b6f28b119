package io.mintmark.output;

import java.util.Map;

/// Which file somebody wants, in words that fit a query string and a stored delivery alike.
///
/// @param format a [FileFormat#id]
/// @param options by name, such as `bom` → `true`; what each format knows stands at the format
public record FileRequest(String format, Map<String, String> options) {

  public FileRequest {
    options = Map.copyOf(options);
  }
}
