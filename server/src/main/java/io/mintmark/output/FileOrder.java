package io.mintmark.output;

import io.mintmark.production.Batch;

/// The wish for one file.
///
/// @param first the first unit, from 1
/// @param last the last unit
/// @param who asks, for the event log
public record FileOrder(Batch batch, FileRequest request, int first, int last, String who) {}
