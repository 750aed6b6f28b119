package io.mintmark.line;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The stored test results, with what they come to for each unit. Calls block until done and
/// durable.
public interface TestResults {

  /// The most results that are entered at once.
  int MOST = 500;

  /// Enters results of one product in one transaction. Nobody else enters results of the product
  /// between the reading of what is known and the writing of what was decided.
  ///
  /// @param results at most [#MOST]
  /// @param decide what is to become of them; called once
  /// @return the outcomes of the decision, after it is durable
  List<ResultOutcome> enter(
      ProductKey product, List<TestResult> results, Function<Known, Decision> decide);

  /// The numbers in their batch of those of the names that it has. Reads the batch's lines: some
  /// 0.2 s for a million.
  Map<String, Integer> numbers(BatchId batch, Collection<String> names);

  /// All results of a unit, latest first.
  ///
  /// @param batch only those of the unit of this batch; null for all under the name
  List<StoredResult> ofUnit(
      ProductKey product, String name, @Nullable BatchId batch, int offset, int limit);

  /// Results of a batch other than PASSED, in the order of their times.
  List<StoredResult> failures(BatchId batch, FailureQuery query, int limit);

  /// What the results of a batch come to, in the slots from `from` to before `to`.
  List<Count> counts(BatchId batch, long from, long to);

  /// What is known before a decision, of the units and tests that it is about.
  ///
  /// @param units by name; unknown ones are missing
  /// @param results those that were sent before
  /// @param tests by name; of units that were tested before, under their present batch
  record Known(
      Map<String, Unit> units,
      Map<TestResult.Key, StoredResult> results,
      Map<String, UnitTests> tests) {}

  /// A device as the line sees it.
  ///
  /// @param batch null for a device that registered itself
  record Unit(String name, @Nullable BatchId batch, Instant createdAt) {}

  /// What is to be written.
  ///
  /// @param outcomes one for each result, in their order
  /// @param added results to add
  /// @param tests what the units' tests come to from now on, by name
  /// @param counts how the counts of each batch change, no sort twice
  record Decision(
      List<ResultOutcome> outcomes,
      List<StoredResult> added,
      Map<String, UnitTests> tests,
      Map<BatchId, List<Count>> counts) {}

  /// Which failures; a null means "any".
  ///
  /// @param since tested then or later
  /// @param until tested before
  /// @param after only those behind this one, for the next page
  record FailureQuery(
      @Nullable TestVerdict verdict,
      @Nullable String reason,
      @Nullable String station,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Cursor after) {}

  /// The place of a result in a list of failures.
  record Cursor(Instant testedAt, TestResult.Key key) {}
}
