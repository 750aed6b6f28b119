package io.mintmark.store;

import io.mintmark.line.Journeys;
import io.mintmark.line.TestVerdict;
import io.mintmark.line.UnitFacts;
import io.mintmark.line.UnitJourney;
import io.mintmark.production.Batch;
import io.mintmark.store.SqlTestResults.UnitTestColumns;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads units where they are kept: lines, devices and what their tests come to. Tests are stored
/// under the names of devices, so that both are read in one order, side by side; by the numbers of
/// the lines each is a search of its own.
final class SqlJourneys implements Journeys {

  /// Batches below are read line by line; those above with all devices of their product, which is
  /// some ten times as fast for each.
  private static final int LARGE = 50_000;

  private static final int REGISTERED = 1;
  private static final int ACTIVATED = 2;
  private static final int TESTED_AFTER_SCRAPPING = 4;
  private static final int GONE = 8;

  /// Verdicts count from 1 in these bits.
  private static final int VERDICT = 16;

  private static final String FACTS =
      "CASE WHEN d.registered_at IS NULL THEN 0 ELSE 1 END"
          + " + CASE WHEN d.activated_at IS NULL THEN 0 ELSE 2 END"
          + " + CASE WHEN t.scrapped_at IS NOT NULL AND t.last_verdict <> 'SCRAPPED'"
          + " THEN 4 ELSE 0 END"
          + " + CASE WHEN d.name IS NULL THEN 8 ELSE 0 END"
          + " + CASE t.last_verdict WHEN 'PASSED' THEN 16 WHEN 'FAILED' THEN 32"
          + " WHEN 'SCRAPPED' THEN 48 ELSE 0 END";

  private static final String TESTS =
      " LEFT JOIN unit_test t ON t.product_key = ? AND t.name = d.name AND t.batch = d.batch";

  private static final String LINES =
      " FROM batch_line l LEFT JOIN device d"
          + " ON d.product_key = ? AND d.name = l.name AND d.batch = l.batch"
          + TESTS
          + " WHERE l.batch = ? AND l.number >= ? AND l.number <= ?";

  private static final String COUNT_ALL =
      "SELECT facts, COUNT(*) FROM (SELECT "
          + FACTS
          + " AS facts FROM device d"
          + TESTS
          + " WHERE d.product_key = ? AND d.batch = ?) AS unit GROUP BY facts";

  private static final String COUNT_LINES =
      "SELECT facts, COUNT(*) FROM (SELECT "
          + FACTS
          + " AS facts"
          + LINES
          + ") AS unit GROUP BY facts";

  private static final String UNITS =
      "SELECT l.number, l.name, d.created_at, d.registered_at, d.activated_at, t.tests, t.first_at,"
          + " t.first_station, t.first_verdict, t.first_reason, t.last_at, t.last_station,"
          + " t.last_verdict, t.last_reason, t.scrapped_at"
          + LINES
          + " ORDER BY l.number";

  private final Database database;

  SqlJourneys(Database database) {
    this.database = database;
  }

  @Override
  public Map<UnitFacts, Long> count(Batch batch) {
    if (batch.minted() < LARGE) {
      var counts = new HashMap<>(count(batch, 1, batch.minted()));
      counts.remove(UnitFacts.DELETED);
      return counts;
    }
    String product = batch.product().value();
    return counts(COUNT_ALL, product, product, batch.id().value());
  }

  @Override
  public Map<UnitFacts, Long> count(Batch batch, int first, int last) {
    String product = batch.product().value();
    return counts(
        COUNT_LINES, product, product, batch.id().value(), first, Math.min(last, batch.minted()));
  }

  private Map<UnitFacts, Long> counts(String sql, Object... values) {
    var counts = new HashMap<UnitFacts, Long>();
    database.read(
        session ->
            session.list(
                row -> counts.merge(facts(row.number()), row.bigNumber(), Long::sum), sql, values));
    return counts;
  }

  private static UnitFacts facts(int bits) {
    if ((bits & GONE) != 0) {
      return UnitFacts.DELETED;
    }
    return new UnitFacts(
        true,
        (bits & REGISTERED) != 0,
        (bits & ACTIVATED) != 0,
        verdict(bits / VERDICT),
        (bits & TESTED_AFTER_SCRAPPING) != 0);
  }

  private static @Nullable TestVerdict verdict(int number) {
    return switch (number) {
      case 0 -> null;
      case 1 -> TestVerdict.PASSED;
      case 2 -> TestVerdict.FAILED;
      case 3 -> TestVerdict.SCRAPPED;
      default -> throw new IllegalStateException("no verdict has the number " + number);
    };
  }

  @Override
  public List<UnitJourney> units(Batch batch, int first, int last) {
    String product = batch.product().value();
    return database.read(
        session ->
            session.list(
                SqlJourneys::unit,
                UNITS,
                product,
                product,
                batch.id().value(),
                first,
                Math.min(last, batch.minted())));
  }

  @Override
  public long cloned(Batch batch) {
    return database
        .read(
            session ->
                session.find(
                    Row::bigNumber,
                    "SELECT COUNT(*) FROM risk_file f JOIN device d"
                        + " ON d.product_key = f.product_key AND d.name = f.name"
                        + " WHERE f.product_key = ? AND f.cloned_at IS NOT NULL AND d.batch = ?",
                    batch.product().value(),
                    batch.id().value()))
        .orElse(0L);
  }

  private static UnitJourney unit(Row row) throws SQLException {
    return new UnitJourney(
        row.number(),
        row.text(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.instantOrNull(),
        UnitTestColumns.read(row));
  }
}
