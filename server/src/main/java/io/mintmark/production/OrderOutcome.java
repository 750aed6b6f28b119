package io.mintmark.production;

import io.mintmark.sheet.Findings;

/// What became of an order.
public sealed interface OrderOutcome {

  /// The batch is stored and is being minted.
  record Ordered(Batch batch) implements OrderOutcome {}

  /// Nothing was stored.
  ///
  /// @param sentence the reason for the person who ordered, with the limits that apply
  record Refused(Reason reason, String sentence) implements OrderOutcome {}

  /// The list of names cannot be taken as it is. Nothing was stored.
  record SheetFaulty(Findings findings) implements OrderOutcome {}

  /// Why an order cannot be placed at all.
  enum Reason {
    PRODUCT_UNKNOWN,
    PRODUCT_NOT_PUBLISHED,
    NAMES_MUST_BE_UPLOADED,
    COUNT_OUT_OF_RANGE
  }
}
