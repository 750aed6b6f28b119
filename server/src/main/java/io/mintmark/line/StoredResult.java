package io.mintmark.line;

import io.mintmark.device.BatchId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A test result in the store.
///
/// @param batch where the unit was minted; null for a device that registered itself
/// @param receivedAt by the clock of this server
/// @param receivedFrom under which name the sender is known
public record StoredResult(
    TestResult result, @Nullable BatchId batch, Instant receivedAt, String receivedFrom) {}
