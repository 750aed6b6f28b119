package io.mintmark.production;

import java.time.Instant;
import java.util.Optional;

/// How far a batch is.
///
/// @param unitsPerSecond over the last seconds; 0 while nothing is minted or nothing is known yet
/// @param expectedEnd when the last unit will be there at this rate; empty if that is not known
public record Progress(
    int minted, int size, double unitsPerSecond, Optional<Instant> expectedEnd) {}
