package io.mintmark.devicekit.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// An HTTP answer with its headers as spelled by the server.
public record HttpReply(int status, String reason, List<Header> headers, String body) {

  public HttpReply {
    headers = List.copyOf(headers);
  }

  /// Whether a header line starts with exactly this name: how the vendors' C clients look.
  public boolean spells(String headerName) {
    return headers.stream().anyMatch(header -> header.name().equals(headerName));
  }

  /// Bytes of the status line and headers with the empty line after them.
  public int headSize() {
    int headerBytes =
        headers.stream().mapToInt(h -> h.name().length() + h.value().length() + 4).sum();
    return "HTTP/1.1 200 \r\n".length() + reason.length() + headerBytes + 2;
  }

  public int bodySize() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }
}
