package io.mintmark.device;

import io.mintmark.event.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and where a device was seen last.
///
/// @param loginAt its latest login
/// @param seenAt its latest login, or the end of that session; while it is online, the device was
///     seen just now
/// @param origin of its latest login
/// @param told what it said of itself then, such as its SDK and version; null if nothing
public record Sighting(Instant loginAt, Instant seenAt, Origin origin, @Nullable String told) {}
