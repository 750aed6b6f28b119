package io.mintmark.line;

import io.mintmark.device.BatchId;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.event.EventLog;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Freezes balances into statements, and takes the word of a second person for them. Both are
/// events.
public final class StatementDesk {

  private final BalanceDesk balances;
  private final BalanceStatements statements;
  private final EventLog events;
  private final InstantSource clock;

  public StatementDesk(
      BalanceDesk balances, BalanceStatements statements, EventLog events, InstantSource clock) {
    this.balances = balances;
    this.statements = statements;
    this.events = events;
    this.clock = clock;
  }

  /// What became of a sign-off.
  public enum SignOffOutcome {
    SIGNED,
    NO_STATEMENT,
    /// Whoever had it drawn up cannot be the second person.
    SAME_PERSON,
    /// A signature stays.
    SIGNED_ALREADY
  }

  /// Draws up the balance as it is now and keeps it.
  public BalanceStatement make(Batch batch, String by) {
    var balance = balances.of(batch);
    var statement = statements.add(batch.id(), by, balance.at(), BalanceCsv.of(balance, by));
    note(
        batch,
        "BALANCE_STATED",
        "statement %d by %s with %d alarms"
            .formatted(statement.number(), by, balance.alarms().size()));
    return statement;
  }

  public Optional<BalanceStatement> find(BatchId batch, int number) {
    return statements.find(batch, number);
  }

  /// Newest first.
  ///
  /// @param before only statements of lower numbers
  public List<BalanceStatement> page(BatchId batch, int before, int limit) {
    return statements.page(batch, before, limit);
  }

  /// Signs a statement in the name of a person, once and for good.
  ///
  /// @param remark may be empty
  public SignOffOutcome sign(Batch batch, int number, String by, String remark) {
    var statement = statements.find(batch.id(), number);
    if (statement.isEmpty()) {
      return SignOffOutcome.NO_STATEMENT;
    }
    if (statement.get().madeBy().equals(by)) {
      return SignOffOutcome.SAME_PERSON;
    }
    var signOff =
        new BalanceStatement.SignOff(by, clock.instant().truncatedTo(ChronoUnit.MILLIS), remark);
    if (!statements.sign(batch.id(), number, signOff)) {
      return SignOffOutcome.SIGNED_ALREADY;
    }
    note(batch, "BALANCE_SIGNED", "statement %d by %s".formatted(number, by));
    return SignOffOutcome.SIGNED;
  }

  /// Writes the statement as a page to print and sign, and flushes.
  public void writePdf(BalanceStatement statement, OutputStream out) throws IOException {
    new BalancePdf(statement).writeTo(out);
  }

  private void note(Batch batch, String act, String detail) {
    events.append(
        new Event(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            EventKind.BATCH,
            act,
            batch.product().value(),
            null,
            null,
            null,
            "batch %s: %s".formatted(batch.id(), detail)));
  }
}
