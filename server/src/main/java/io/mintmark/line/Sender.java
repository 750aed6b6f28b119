package io.mintmark.line;

import io.mintmark.project.FactoryId;
import java.util.Optional;

/// Who sends test results.
///
/// @param name under which the result is kept
/// @param factory the factory that the sender belongs to; empty for the owner's own people
public record Sender(String name, Optional<FactoryId> factory) {

  /// One of the owner's own people or programs.
  public static Sender ofOwner(String name) {
    return new Sender(name, Optional.empty());
  }
}
