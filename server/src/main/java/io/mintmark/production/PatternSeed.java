package io.mintmark.production;

import java.time.LocalDate;

/// What the names of a pattern batch follow from: the same pattern and date give the same names for
/// ever.
///
/// @param pattern as it was ordered, see `docs/name-patterns.md`
/// @param date of the order, in the zone that the order asked for
public record PatternSeed(String pattern, LocalDate date) {}
