package io.mintmark.sheet;

import io.mintmark.product.ProductKey;
import java.time.Instant;

/// An owner's file after its examination, kept for a day so that a batch can be ordered from it as
/// it stands.
///
/// @param names how many names it holds
/// @param committable whether a batch can be ordered from it: no finding is an error
/// @param expiresAt when it is forgotten
public record NameList(
    NameListId id,
    ProductKey product,
    int names,
    boolean committable,
    Instant createdAt,
    Instant expiresAt) {}
