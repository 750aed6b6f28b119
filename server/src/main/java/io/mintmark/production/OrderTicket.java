package io.mintmark.production;

import io.mintmark.production.BatchOrder.Names;
import io.mintmark.request.AnsweredRequests;
import io.mintmark.request.Fingerprint;
import io.mintmark.request.RequestMark;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An order that may have been sent before, and what it asks for as one text. The bytes of an
/// uploaded list count, so it is read to its end before two orders can be compared. For one thread.
final class OrderTicket {

  private static final int BUFFER = 64 * 1024;

  private final BatchOrder order;
  private final long maxBytes;
  private final MessageDigest digest = Fingerprint.sha256();
  private final UnaryOperator<String> keyed;
  private final InputStream sheet;
  private @Nullable String fingerprint;

  /// @param maxBytes of a list; what lies beyond is not read
  /// @param keyed what stands for the digest of a file with secrets
  OrderTicket(BatchOrder order, long maxBytes, UnaryOperator<String> keyed) {
    this.order = order;
    this.keyed = keyed;
    this.maxBytes = maxBytes;
    this.sheet = new DigestedStream(sheetOf(order.names()), digest);
  }

  private static InputStream sheetOf(Names names) {
    return switch (names) {
      case Names.Uploaded(var in) -> in;
      case Names.Imported(var in) -> in;
      case Names.Generated _, Names.ByPattern _, Names.Listed _ -> InputStream.nullInputStream();
    };
  }

  /// The uploaded list; its bytes are counted as they are read.
  InputStream sheet() {
    return sheet;
  }

  /// What the same request made before, if there was one.
  Optional<AnsweredRequests.Answered> earlier(AnsweredRequests requests, Instant now) {
    var key = order.terms().requestKey();
    return key == null
        ? Optional.empty()
        : requests.find(caller(), scope(), key, now.minus(AnsweredRequests.KEPT));
  }

  /// By which this order will be known; null if it has no key.
  @Nullable RequestMark mark() throws IOException {
    var key = order.terms().requestKey();
    return key == null ? null : new RequestMark(caller(), scope(), key, fingerprint());
  }

  /// What is asked for. Reads the rest of an uploaded list.
  String fingerprint() throws IOException {
    if (fingerprint == null) {
      var terms = order.terms();
      var asked = new ArrayList<@Nullable Object>();
      asked.add(order.burnMethod());
      asked.add(terms.draft());
      asked.add(terms.title());
      asked.add(terms.remark());
      asked.addAll(names());
      fingerprint = Fingerprint.of(asked);
    }
    return fingerprint;
  }

  private List<Object> names() throws IOException {
    return switch (order.names()) {
      case Names.Generated(var count) -> List.of("generated", count);
      case Names.ByPattern(var pattern, var count, var zone) ->
          List.of("pattern", pattern, count, zone.getId());
      case Names.Listed(var list) -> List.of("list", list);
      case Names.Uploaded _ -> List.of("upload", digestOfSheet());
      case Names.Imported _ -> List.of("import", keyed.apply(digestOfSheet()));
    };
  }

  private String digestOfSheet() throws IOException {
    byte[] buffer = new byte[BUFFER];
    long read = 0;
    int length = 0;
    while (length >= 0 && read <= maxBytes) {
      length = sheet.read(buffer);
      read += Math.max(0, length);
    }
    return Fingerprint.hex(digest);
  }

  private String caller() {
    var asker = order.terms().asker();
    return asker == null ? "" : asker;
  }

  private String scope() {
    return "batches of " + order.product();
  }
}
