package io.mintmark.vault;

/// A data key as it is stored: wrapped by the master key and bound to its owner, so that the key of
/// one product moved to another product's row does not open.
///
/// @param owner whose secrets it seals, in practice a ProductKey; part of the seal
public record WrappedKey(String owner, Sealed bytes) {}
