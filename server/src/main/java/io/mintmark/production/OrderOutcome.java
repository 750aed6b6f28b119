package io.mintmark.production;

import io.mintmark.pattern.PatternFault;
import io.mintmark.sheet.Findings;
import java.util.List;

/// What became of an order.
public sealed interface OrderOutcome {

  /// The batch is stored, and is being minted unless it is a draft or needs a review.
  record Ordered(Batch batch) implements OrderOutcome {}

  /// The same order was placed before; nothing was stored now.
  ///
  /// @param batch as it stands by now
  record Repeated(Batch batch) implements OrderOutcome {}

  /// Nothing was stored.
  ///
  /// @param sentence the reason for the person who ordered, with the limits that apply
  record Refused(Reason reason, String sentence) implements OrderOutcome {}

  /// The list of names cannot be taken as it is. Nothing was stored.
  record SheetFaulty(Findings findings) implements OrderOutcome {}

  /// The pattern makes no names for this order. Nothing was stored.
  ///
  /// @param faults at least one
  record PatternFaulty(List<PatternFault> faults) implements OrderOutcome {}

  /// Names by pattern or of a stored list that devices have, or batches that are not minted yet.
  /// Nothing was stored.
  record NamesTaken(TakenNames taken) implements OrderOutcome {}

  /// Why an order cannot be placed at all.
  enum Reason {
    PRODUCT_UNKNOWN,
    PRODUCT_NOT_PUBLISHED,
    NAMES_MUST_BE_UPLOADED,
    COUNT_OUT_OF_RANGE,
    /// The key stands for another order.
    REQUEST_KEY_REUSED,
    /// There is no such list for this product, or not any more.
    LIST_UNKNOWN,
    /// The list has errors.
    LIST_FAULTY,
    /// A batch was made from the list before.
    LIST_USED
  }
}
