package io.mintmark.vault;

/// A text that somebody may have signed by mistake in the place of the right one.
public record Misreading(Mistake mistake, String text) {}
