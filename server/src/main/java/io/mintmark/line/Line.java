package io.mintmark.line;

import io.mintmark.event.EventLog;
import io.mintmark.production.Handovers;
import java.time.InstantSource;

/// All that the factory floor offers, as one.
public record Line(
    ResultDesk desk,
    TestResults results,
    LineReports reports,
    BalanceDesk balances,
    StatementDesk statements) {

  /// Puts the parts together.
  public static Line of(
      Stores stores, Handovers handovers, LineAccess access, EventLog events, InstantSource clock) {
    var balances = new BalanceDesk(stores.journeys, stores.strangers, handovers, clock);
    return new Line(
        new ResultDesk(stores.results, access, events, clock),
        stores.results,
        new LineReports(stores.journeys, stores.results, handovers),
        balances,
        new StatementDesk(balances, stores.statements, events, clock));
  }

  /// What the floor keeps and reads.
  public record Stores(
      TestResults results, Journeys journeys, Strangers strangers, BalanceStatements statements) {}
}
