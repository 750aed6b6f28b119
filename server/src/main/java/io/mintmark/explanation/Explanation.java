package io.mintmark.explanation;

import io.mintmark.vault.Mistake;
import java.util.List;

/// What an event means.
///
/// @param said in a sentence or two
/// @param mistakes that explain a wrong signature, if any were found
/// @param nearestNames listed names that the claimed one may stand for, the likeliest first; only
///     where the name was unknown
public record Explanation(Said said, List<Mistake> mistakes, List<String> nearestNames) {}
