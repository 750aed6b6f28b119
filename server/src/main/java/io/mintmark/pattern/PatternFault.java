package io.mintmark.pattern;

/// One thing that is wrong with a pattern.
///
/// @param position of the character where it begins, from 1; 0 for the pattern as a whole
/// @param sentence what is wrong and what would be right, for the person who wrote it
public record PatternFault(int position, String sentence) {}
