package io.mintmark.store;

import io.mintmark.line.Strangers;
import io.mintmark.product.ProductKey;
import java.time.Duration;
import java.time.Instant;

/// Counts names in the event log by the index `event_of_stranger`, which holds nothing else. The
/// outcomes stand in the statements because an index of some rows serves only those who say so.
final class SqlStrangers implements Strangers {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final String REGISTERING = count("DEVICE_NOT_LISTED");
  private static final String TESTED = count("UNIT_UNKNOWN");

  /// Attempts that are looked at: names are repeated, and an attacker may repeat them for ever.
  private static final int MOST_ATTEMPTS = 200_000;

  private final Reads database;
  private final SqlEventLog log;

  SqlStrangers(Reads database, SqlEventLog log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public long registering(ProductKey product, Instant since) {
    return count(REGISTERING, product, since);
  }

  @Override
  public long tested(ProductKey product, Instant since) {
    return count(TESTED, product, since);
  }

  private long count(String sql, ProductKey product, Instant since) {
    log.flush(PATIENCE);
    return database
        .read(
            session ->
                session.find(
                    Row::bigNumber, sql, product.value(), since, MOST_ATTEMPTS, (long) MOST))
        .orElse(0L);
  }

  private static String count(String outcome) {
    return "SELECT COUNT(*) FROM (SELECT DISTINCT device_name FROM (SELECT device_name FROM event"
        + " WHERE product_key = ? AND outcome = '"
        + outcome
        + "' AND at >= ? AND device_name IS NOT NULL LIMIT ?) AS attempt LIMIT ?) AS name";
  }
}
