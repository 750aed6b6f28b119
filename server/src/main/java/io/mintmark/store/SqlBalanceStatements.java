package io.mintmark.store;

import io.mintmark.device.BatchId;
import io.mintmark.line.BalanceStatement;
import io.mintmark.line.BalanceStatements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Frozen balances, one row each.
final class SqlBalanceStatements implements BalanceStatements {

  private static final String SELECT =
      "SELECT number, made_by, made_at, csv, signed_by, signed_at, note FROM balance_statement"
          + " WHERE batch = ?";

  private final Database database;

  SqlBalanceStatements(Database database) {
    this.database = database;
  }

  @Override
  public BalanceStatement add(BatchId batch, String madeBy, Instant at, String csv) {
    return database.inTurn(
        "balance statements of " + batch,
        steps ->
            steps.write(
                session -> {
                  int number =
                      session
                          .find(
                              Row::number,
                              "SELECT COUNT(*) FROM balance_statement WHERE batch = ?",
                              batch.value())
                          .orElse(0);
                  session.update(
                      "INSERT INTO balance_statement (batch, number, made_by, made_at, csv)"
                          + " VALUES (?, ?, ?, ?, ?)",
                      batch.value(),
                      number + 1,
                      madeBy,
                      at,
                      csv);
                  return new BalanceStatement(batch, number + 1, madeBy, at, csv, null);
                }));
  }

  @Override
  public Optional<BalanceStatement> find(BatchId batch, int number) {
    return database.read(
        session ->
            session.find(
                row -> statement(batch, row), SELECT + " AND number = ?", batch.value(), number));
  }

  @Override
  public List<BalanceStatement> page(BatchId batch, int before, int limit) {
    return database.read(
        session ->
            session.list(
                row -> statement(batch, row),
                SELECT + " AND number < ? ORDER BY number DESC LIMIT ?",
                batch.value(),
                before,
                limit));
  }

  @Override
  public boolean sign(BatchId batch, int number, BalanceStatement.SignOff signOff) {
    return database.write(
        session ->
            session.update(
                    "UPDATE balance_statement SET signed_by = ?, signed_at = ?, note = ?"
                        + " WHERE batch = ? AND number = ? AND signed_by IS NULL",
                    signOff.by(),
                    signOff.at(),
                    signOff.note(),
                    batch.value(),
                    number)
                == 1);
  }

  private static BalanceStatement statement(BatchId batch, Row row) throws SQLException {
    int number = row.number();
    String madeBy = row.text();
    var madeAt = row.instant();
    String csv = row.text();
    String signedBy = row.textOrNull();
    var signedAt = row.instantOrNull();
    String note = row.textOrNull();
    var signOff =
        signedBy == null || signedAt == null
            ? null
            : new BalanceStatement.SignOff(signedBy, signedAt, note == null ? "" : note);
    return new BalanceStatement(batch, number, madeBy, madeAt, csv, signOff);
  }
}
