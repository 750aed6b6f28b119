package io.mintmark.line;

import io.mintmark.device.BatchId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The stored statements. Calls block until done and durable.
public interface BalanceStatements {

  /// Adds a statement under the next number of its batch.
  BalanceStatement add(BatchId batch, String madeBy, Instant at, String csv);

  Optional<BalanceStatement> find(BatchId batch, int number);

  /// Statements of a batch, newest first.
  ///
  /// @param before only those of lower numbers
  List<BalanceStatement> page(BatchId batch, int before, int limit);

  /// Signs a statement. False if it is signed already, or there is none.
  boolean sign(BatchId batch, int number, BalanceStatement.SignOff signOff);
}
