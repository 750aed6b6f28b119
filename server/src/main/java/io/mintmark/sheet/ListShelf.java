package io.mintmark.sheet;

import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where examined files are kept: a head for each, and its content in parts that were made small
/// before they come here. Calls block until done and durable, and each is short. Safe for any
/// thread.
public interface ListShelf {

  /// Begins a list; nobody finds it before it is finished.
  void begin(NameListId id, ProductKey product, Instant createdAt, Instant expiresAt);

  /// Adds a part.
  ///
  /// @param number from 0, without a gap in its kind
  void add(NameListId id, Part part, int number, byte[] body);

  /// Ends a list: from now on it is found.
  ///
  /// @throws IllegalStateException if there is none to be ended
  void finish(NameListId id);

  Optional<Entry> find(NameListId id);

  Optional<byte[]> read(NameListId id, Part part, int number);

  /// Removes a list with all its parts, finished or not; it is not found from the first moment on.
  /// False if there was none.
  boolean remove(NameListId id);

  /// Lists whose time is over, finished or not.
  List<NameListId> expired(Instant now, int limit);

  /// A finished list.
  record Entry(NameListId id, ProductKey product, Instant createdAt, Instant expiresAt) {}

  /// What a part holds.
  enum Part {
    ROWS,
    /// What is to be known of the list without its rows; one part.
    SUMMARY,
    FINDINGS,
    /// The rows whose names were taken in the product.
    TAKEN
  }
}
