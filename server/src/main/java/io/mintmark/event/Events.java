package io.mintmark.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reading the device event log, newest first.
public interface Events {

  /// A page of at most `limit` stored events.
  List<StoredEvent> page(Query query, int limit);

  /// Empty if there is none, or none any more.
  Optional<StoredEvent> find(long id);

  /// An event with its place in the log.
  ///
  /// @param id grows with time within one store; the cursor of the next page
  record StoredEvent(long id, Event event) {}

  /// Which events; a null means "any".
  ///
  /// @param address the peer's, as text
  /// @param refused only attempts that were refused, see [Event#isRefusal]; with it a search by
  ///     address
  ///     alone is quick, however long the log
  /// @param since this time or later
  /// @param until before this time
  /// @param beforeId only events older than this one, for the next page
  record Query(
      @Nullable String productKey,
      @Nullable String deviceName,
      @Nullable EventKind kind,
      @Nullable String outcome,
      @Nullable String address,
      boolean refused,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Long beforeId) {

    /// Everything.
    public static final Query ALL =
        new Query(null, null, null, null, null, false, null, null, null);

    /// Everything about one device, newest first.
    public static Query ofDevice(String productKey, String deviceName) {
      return new Query(productKey, deviceName, null, null, null, false, null, null, null);
    }

    /// The refused attempts in the name of one device, newest first.
    public static Query refusalsOf(String productKey, String deviceName) {
      return new Query(productKey, deviceName, null, null, null, true, null, null, null);
    }
  }
}
