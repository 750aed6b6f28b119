package io.mintmark.devicekit.wire;

import java.util.List;

/// An HTTP POST, written with these headers, in this order and spelling, and no others but
/// `Connection: keep-alive` (see [HttpClient]). `Host` and `Content-Length` are the maker's
/// business, since vendors differ in where they put them and tests may want them wrong.
public record Post(String path, List<Header> headers, String body) {

  public Post {
    headers = List.copyOf(headers);
  }
}
