package io.mintmark.production;

/// Where the names of a batch come from (生产方式).
public enum NameSource {
  /// Made up by us while minting.
  GENERATED,
  /// Given by the owner, one a line.
  UPLOADED,
  /// Made by the owner's pattern when the order is placed, and from then on like names given.
  PATTERN,
  /// Given by the owner together with the secrets that the devices have already.
  IMPORTED
}
