package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.line.Count;
import io.mintmark.line.ResultOutcome;
import io.mintmark.line.Run;
import io.mintmark.line.StoredResult;
import io.mintmark.line.TestResult;
import io.mintmark.line.TestResults;
import io.mintmark.line.TestVerdict;
import io.mintmark.line.UnitTests;
import io.mintmark.product.ProductKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Test results. Those of one product are entered one group after the other, so that what was read
/// of a unit still holds when its new state is written; on SQLite only the writing holds up other
/// writers.
final class SqlTestResults implements TestResults {

  /// What [#stored] reads.
  private static final String SELECT =
      "SELECT r.station, r.id, r.name, r.batch, r.verdict, r.reason, r.measured, r.operator,"
          + " r.firmware, r.tested_at, r.received_at, r.received_from FROM test_result r";

  private static final String VALUES_OF_ONE = "(?)";

  private static final String UNITS =
      "WITH asked (name) AS (VALUES "
          + times(MOST, VALUES_OF_ONE)
          + ") SELECT d.name, d.batch, d.created_at, t.tests, t.first_at, t.first_station,"
          + " t.first_verdict, t.first_reason, t.last_at, t.last_station, t.last_verdict,"
          + " t.last_reason, t.scrapped_at FROM asked"
          + " JOIN device d ON d.product_key = ? AND d.name = asked.name"
          + " LEFT JOIN unit_test t ON t.product_key = ? AND t.name = d.name AND t.batch = d.batch";

  private static final String KNOWN =
      "WITH asked (station, id) AS (VALUES "
          + times(MOST, "(?, ?)")
          + ") "
          + SELECT.replace("FROM test_result r", "FROM asked")
          + " JOIN test_result r ON r.product_key = ? AND r.station = asked.station"
          + " AND r.id = asked.id";

  private static final String ADD =
      "INSERT INTO test_result (product_key, station, id, name, batch, verdict, reason, measured,"
          + " operator, firmware, tested_at, received_at, received_from)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String PUT_TESTS =
      "INSERT INTO unit_test (product_key, name, batch, tests, first_at, first_station,"
          + " first_verdict, first_reason, last_at, last_station, last_verdict, last_reason,"
          + " scrapped_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (product_key, name, batch) DO UPDATE SET tests = excluded.tests,"
          + " first_at = excluded.first_at, first_station = excluded.first_station,"
          + " first_verdict = excluded.first_verdict, first_reason = excluded.first_reason,"
          + " last_at = excluded.last_at, last_station = excluded.last_station,"
          + " last_verdict = excluded.last_verdict, last_reason = excluded.last_reason,"
          + " scrapped_at = excluded.scrapped_at";

  private static final String ADD_COUNT =
      "INSERT INTO line_count (batch, slot, what, station, verdict, reason, n)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (batch, slot, what, station, verdict, reason)"
          + " DO UPDATE SET n = line_count.n + excluded.n";

  private final Database database;

  SqlTestResults(Database database) {
    this.database = database;
  }

  @Override
  public List<ResultOutcome> enter(
      ProductKey product, List<TestResult> results, Function<Known, Decision> decide) {
    if (results.isEmpty()) {
      return List.of();
    }
    return database.inTurn(
        "test results of " + product,
        steps -> {
          var known = steps.read(session -> known(session, product, results));
          var decision = decide.apply(known);
          if (!decision.added().isEmpty()) {
            steps.write(session -> write(session, product, known, decision));
          }
          return decision.outcomes();
        });
  }

  private static Known known(Session session, ProductKey product, List<TestResult> results)
      throws SQLException {
    Map<String, Unit> units = new HashMap<>();
    Map<String, UnitTests> tests = new HashMap<>();
    session.list(
        row -> {
          var unit = new Unit(row.text(), batchOrNull(row.text()), row.instant());
          units.put(unit.name(), unit);
          var found = UnitTestColumns.read(row);
          if (found != null) {
            tests.put(unit.name(), found);
          }
          return unit;
        },
        UNITS,
        unitValues(product, results));
    Map<TestResult.Key, StoredResult> stored = new HashMap<>();
    session.list(
        row -> {
          var result = stored(row);
          return stored.put(result.result().key(), result);
        },
        KNOWN,
        keyValues(product, results));
    return new Known(units, stored, tests);
  }

  /// Lists have a fixed length, so that there is one statement to prepare; the last one repeats.
  private static Object[] unitValues(ProductKey product, List<TestResult> results) {
    var values = new Object[MOST + 2];
    for (int i = 0; i < MOST; i++) {
      values[i] = results.get(Math.min(i, results.size() - 1)).name();
    }
    values[MOST] = product.value();
    values[MOST + 1] = product.value();
    return values;
  }

  private static Object[] keyValues(ProductKey product, List<TestResult> results) {
    var values = new Object[2 * MOST + 1];
    for (int i = 0; i < MOST; i++) {
      var result = results.get(Math.min(i, results.size() - 1));
      values[2 * i] = result.station();
      values[2 * i + 1] = result.id();
    }
    values[2 * MOST] = product.value();
    return values;
  }

  private static int write(Session session, ProductKey product, Known known, Decision decision)
      throws SQLException {
    session.updateAll(
        ADD, decision.added().stream().map(stored -> values(product, stored)).toList());
    var tests = new ArrayList<@Nullable Object[]>();
    decision
        .tests()
        .forEach(
            (name, after) -> {
              var unit = known.units().get(name);
              String batch = unit == null ? SqlDevices.NO_BATCH : text(unit.batch());
              tests.add(UnitTestColumns.values(product, name, batch, after));
            });
    session.updateAll(PUT_TESTS, tests);
    var counts = new ArrayList<@Nullable Object[]>();
    decision
        .counts()
        .forEach((batch, changes) -> changes.forEach(change -> counts.add(values(batch, change))));
    session.updateAll(ADD_COUNT, counts);
    return decision.added().size();
  }

  private static @Nullable Object[] values(ProductKey product, StoredResult stored) {
    var result = stored.result();
    return new @Nullable Object[] {
      product.value(),
      result.station(),
      result.id(),
      result.name(),
      text(stored.batch()),
      result.verdict(),
      result.reason(),
      result.measured(),
      result.operator(),
      result.firmware(),
      result.testedAt(),
      stored.receivedAt(),
      stored.receivedFrom()
    };
  }

  private static @Nullable Object[] values(BatchId batch, Count count) {
    return new @Nullable Object[] {
      batch.value(),
      count.slot(),
      count.what(),
      count.station(),
      count.verdict(),
      count.reason(),
      count.n()
    };
  }

  @Override
  public Map<String, Integer> numbers(BatchId batch, Collection<String> names) {
    var found = new HashMap<String, Integer>();
    var all = List.copyOf(names);
    for (int from = 0; from < all.size(); from += MOST) {
      var some = all.subList(from, Math.min(from + MOST, all.size()));
      var values = new ArrayList<Object>(some);
      values.add(batch.value());
      database.read(
          session ->
              session.list(
                  row -> found.put(row.text(), row.number()),
                  "WITH asked (name) AS (VALUES "
                      + times(some.size(), VALUES_OF_ONE)
                      + ") SELECT name, number FROM batch_line"
                      + " WHERE name IN (SELECT name FROM asked) AND batch = ?",
                  values.toArray()));
    }
    return found;
  }

  @Override
  public List<StoredResult> ofUnit(
      ProductKey product, String name, @Nullable BatchId batch, int offset, int limit) {
    return database.read(
        session ->
            session.list(
                SqlTestResults::stored,
                SELECT
                    + " WHERE r.product_key = ? AND r.name = ? AND r.batch LIKE ?"
                    + " ORDER BY r.tested_at DESC, r.received_at DESC, r.station, r.id"
                    + " LIMIT ? OFFSET ?",
                product.value(),
                name,
                batch == null ? "%" : batch.value(),
                limit,
                offset));
  }

  @Override
  public List<StoredResult> failures(BatchId batch, FailureQuery query, int limit) {
    var sql = new StringBuilder(SELECT).append(" WHERE r.batch = ? AND r.verdict <> 'PASSED'");
    var values = new ArrayList<Object>();
    values.add(batch.value());
    and(sql, values, "r.verdict = ?", query.verdict());
    and(sql, values, "r.reason = ?", query.reason());
    and(sql, values, "r.station = ?", query.station());
    and(sql, values, "r.tested_at >= ?", query.since());
    and(sql, values, "r.tested_at < ?", query.until());
    if (query.after() != null) {
      sql.append(" AND (r.tested_at, r.station, r.id) > (?, ?, ?)");
      values.add(query.after().testedAt());
      values.add(query.after().key().station());
      values.add(query.after().key().id());
    }
    sql.append(" ORDER BY r.tested_at, r.station, r.id LIMIT ?");
    values.add(limit);
    return database.read(
        session -> session.list(SqlTestResults::stored, sql.toString(), values.toArray()));
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      values.add(value);
    }
  }

  @Override
  public List<Count> counts(BatchId batch, long from, long to) {
    return database.read(
        session ->
            session.list(
                SqlTestResults::count,
                "SELECT what, slot, station, verdict, reason, n FROM line_count"
                    + " WHERE batch = ? AND slot >= ? AND slot < ? AND n <> 0",
                batch.value(),
                from,
                to));
  }

  private static Count count(Row row) throws SQLException {
    return new Count(
        row.constant(Count.What.class),
        row.bigNumber(),
        row.text(),
        row.constant(TestVerdict.class),
        row.text(),
        row.bigNumber());
  }

  private static StoredResult stored(Row row) throws SQLException {
    String station = row.text();
    String id = row.text();
    String name = row.text();
    var batch = batchOrNull(row.text());
    var result =
        new TestResult(
            name,
            station,
            id,
            row.constant(TestVerdict.class),
            row.text(),
            row.text(),
            row.textOrNull(),
            row.textOrNull(),
            row.instant());
    return new StoredResult(result, batch, row.instant(), row.text());
  }

  private static @Nullable BatchId batchOrNull(String text) {
    return text.equals(SqlDevices.NO_BATCH) ? null : new BatchId(text);
  }

  private static String text(@Nullable BatchId batch) {
    return batch == null ? SqlDevices.NO_BATCH : batch.value();
  }

  private static String times(int count, String text) {
    return String.join(", ", Collections.nCopies(count, text));
  }

  /// The columns of `unit_test`.
  static final class UnitTestColumns {

    private static final int BEHIND_COUNT = 9;

    private UnitTestColumns() {}

    /// Of an outer join: null if there is none. Reads `tests` and the nine columns behind it.
    static @Nullable UnitTests read(Row row) throws SQLException {
      int count = row.number();
      if (count == 0) {
        row.skip(BEHIND_COUNT);
        return null;
      }
      var first = new Run(row.instant(), row.text(), row.constant(TestVerdict.class), row.text());
      var last = new Run(row.instant(), row.text(), row.constant(TestVerdict.class), row.text());
      return new UnitTests(count, first, last, row.instantOrNull());
    }

    private static @Nullable Object[] values(
        ProductKey product, String name, String batch, UnitTests tests) {
      return new @Nullable Object[] {
        product.value(),
        name,
        batch,
        tests.count(),
        tests.first().at(),
        tests.first().station(),
        tests.first().verdict(),
        tests.first().reason(),
        tests.last().at(),
        tests.last().station(),
        tests.last().verdict(),
        tests.last().reason(),
        tests.scrappedAt()
      };
    }
  }
}
