package io.mintmark.production;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who did something with a batch, and when.
///
/// @param by the account's or key's name
/// @param reason what was said about it; null where nothing was
public record Signature(String by, Instant at, @Nullable String reason) {}
