package io.mintmark.access;

import io.mintmark.project.FactoryId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody who signed in, or a program with an API key, may do.
public sealed interface Role {

  /// May do everything.
  record Operator() implements Role {}

  /// Belongs to a factory: sees what was delivered to it, and nothing else.
  record OfFactory(FactoryId factory) implements Role {}

  /// There is only one kind of operator yet.
  static Role operator() {
    return new Operator();
  }

  /// The role within this factory, or that of an operator for null.
  static Role of(@Nullable FactoryId factory) {
    return factory == null ? operator() : new OfFactory(factory);
  }

  /// The factory he belongs to; empty for an operator.
  default Optional<FactoryId> factoryId() {
    return switch (this) {
      case Operator() -> Optional.empty();
      case OfFactory(var factory) -> Optional.of(factory);
    };
  }
}
