package io.mintmark.delivery;

import io.mintmark.device.BatchId;
import io.mintmark.project.FactoryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The stored deliveries and their downloads. Calls block until done and durable.
public interface Deliveries {

  void add(Delivery delivery);

  Optional<Delivery> find(DeliveryId id);

  /// Newest first.
  ///
  /// @param factory only those to this factory; null for all
  /// @param batch only those of this batch; null for all
  /// @param before only deliveries older than this one; null for the first page
  List<Delivery> page(
      @Nullable FactoryId factory, @Nullable BatchId batch, @Nullable DeliveryId before, int limit);

  /// Counts a download, if the delivery is OPEN at `at`. However many ask at once, no more are
  /// counted than allowed.
  ///
  /// @param who whose act it is
  /// @return the number of the download, from 1; empty if the delivery is not OPEN
  OptionalInt begin(DeliveryId id, String who, Instant at);

  /// Notes how a download ended. What was given up for broken may turn out completed, but not the
  /// other way round.
  void end(DeliveryId id, int number, boolean completed, Instant at);

  /// By number.
  List<Download> downloads(DeliveryId id);

  /// False if there is no such delivery, or it is revoked already.
  boolean revoke(DeliveryId id, Instant at);

  /// Notes that the factory has opened the package. False unless a download was completed, and if
  /// it is noted already.
  boolean receive(DeliveryId id, Instant at);

  /// The deliveries that have become EXPIRED, each told to one caller only.
  List<Delivery> expire(Instant now);

  /// Downloads started before a time that never ended, which end as broken now; each is told to one
  /// caller only.
  List<Download> giveUp(Instant startedBefore, Instant now);

  /// One download.
  ///
  /// @param number from 1
  /// @param who whose act it was
  /// @param completed whether the last byte was sent; null while it is under way
  record Download(
      DeliveryId delivery,
      int number,
      String who,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Boolean completed) {}
}
