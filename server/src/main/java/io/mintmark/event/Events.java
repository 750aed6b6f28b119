package io.mintmark.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reading the device event log, newest first.
public interface Events {

  /// A page of at most `limit` stored events.
  List<StoredEvent> page(Query query, int limit);

  /// An event with its place in the log.
  ///
  /// @param id grows with time within one store; the cursor of the next page
  record StoredEvent(long id, Event event) {}

  /// Which events; a null means "any".
  ///
  /// @param beforeId only events older than this one, for the next page
  record Query(
      @Nullable String productKey,
      @Nullable String deviceName,
      @Nullable EventKind kind,
      @Nullable String outcome,
      @Nullable Instant since,
      @Nullable Long beforeId) {

    /// Everything about one device, newest first.
    public static Query ofDevice(String productKey, String deviceName) {
      return new Query(productKey, deviceName, null, null, null, null);
    }
  }
}
