package io.mintmark.production;

import io.mintmark.request.RequestMark;
import io.mintmark.sheet.NameListId;
import org.jspecify.annotations.Nullable;

/// Where a batch came from.
///
/// @param orderedBy who asked for it; null for batches from before this was kept
/// @param seed of names by pattern; null for other batches
/// @param list the stored list that its names came from; a list makes one batch only
/// @param request by which the order is known again. Stored with the batch and never read back with
///     it.
public record BatchOrigin(
    @Nullable String orderedBy,
    @Nullable PatternSeed seed,
    @Nullable NameListId list,
    @Nullable RequestMark request) {

  /// Nothing is known.
  public static final BatchOrigin UNKNOWN = new BatchOrigin(null, null, null, null);
}
