package io.mintmark.api;

import io.mintmark.production.BatchOrder;
import io.mintmark.production.BatchPapers;
import org.jspecify.annotations.Nullable;

/// What people write to an order, checked, whichever way it came.
record OrderNote(boolean draft, @Nullable String title, @Nullable String remark) {

  private static final int MAX_TITLE = 64;

  OrderNote {
    Fields.note("title", title, MAX_TITLE);
    Fields.note("remark", remark, BatchPapers.MAX_REMARK);
  }

  /// @param key the header as it was sent; null if it was not
  BatchOrder.Terms terms(Caller caller, @Nullable String key) {
    return new BatchOrder.Terms(caller.name(), draft, title, remark, IdempotencyKey.checked(key));
  }
}
