package io.mintmark.dialect;

import io.mintmark.event.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One HTTP request of a device, whole.
///
/// @param path as sent, without the query
/// @param headers names in lower case; of a repeated header the first
/// @param body the bytes as received, whatever the content type says; never changed
@SuppressWarnings("ArrayRecordComponent") // a request is never compared
public record HttpQuestion(
    String method, String path, Map<String, String> headers, byte[] body, Origin origin) {

  /// The value of a header, or null.
  ///
  /// @param lowerCaseName the header's name in lower case
  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }
}
