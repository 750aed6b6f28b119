package io.mintmark.store;

import io.mintmark.request.AnsweredRequests;
import io.mintmark.request.RequestMark;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Requests with a key that were answered, a row each.
final class SqlAnsweredRequests implements AnsweredRequests {

  private final Database database;

  SqlAnsweredRequests(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Answered> find(String caller, String scope, String key, Instant since) {
    return database.read(
        session ->
            session.find(
                row -> new Answered(row.text(), row.text()),
                "SELECT fingerprint, result FROM answered_request"
                    + " WHERE caller = ? AND scope = ? AND request_key = ? AND answered_at > ?",
                caller,
                scope,
                key,
                since));
  }

  /// Notes, in the transaction in which the result appears, what the request made, and forgets
  /// requests that are too old.
  ///
  /// @throws SQLException if there is such a request already, among others
  static void insert(Session session, RequestMark mark, String result, Instant at)
      throws SQLException {
    session.update("DELETE FROM answered_request WHERE answered_at <= ?", at.minus(KEPT));
    session.update(
        "INSERT INTO answered_request (caller, scope, request_key, fingerprint, result,"
            + " answered_at) VALUES (?, ?, ?, ?, ?, ?)",
        mark.caller(),
        mark.scope(),
        mark.key(),
        mark.fingerprint(),
        result,
        at);
  }
}
