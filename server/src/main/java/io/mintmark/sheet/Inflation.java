package io.mintmark.sheet;

/// The account of what a spreadsheet has been inflated to, over all its parts: what makes a ZIP
/// bomb harmless. A part that is not read is not inflated. For one thread.
final class Inflation {

  /// The most that any spreadsheet is inflated to, bytes: a million rows at a thousand bytes each.
  static final long MAX_BYTES = 1L << 30;

  /// Any file may become as large as this, bytes.
  static final long FREE_BYTES = 16L << 20;

  /// How many times larger than the upload its content may be beyond that. Deflate ends at 1,032
  /// times; lists of names of real programs stay below 20.
  static final int MAX_RATIO = 100;

  private final long allowed;
  private long total;

  /// @param uploaded the size of the upload, bytes
  Inflation(long uploaded) {
    allowed = Math.min(MAX_BYTES, FREE_BYTES + MAX_RATIO * uploaded);
  }

  /// Notes so many bytes more.
  ///
  /// @throws UnfitXlsxException if that is too much
  void add(int bytes) throws UnfitXlsxException {
    total += bytes;
    if (total > allowed) {
      throw UnfitXlsxException.excessive(
          "unpacks to more than %d bytes, which no list of names of its size does"
              .formatted(allowed));
    }
  }

  /// Bytes so far.
  long total() {
    return total;
  }
}
