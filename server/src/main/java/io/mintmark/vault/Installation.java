package io.mintmark.vault;

import java.util.Optional;

/// A few small facts about this installation as a whole, by name. Kept in the database and not in a
/// file, because they must travel with the rows they speak of. Calls block until done and durable.
public interface Installation {

  Optional<String> find(String name);

  /// Writes the fact or replaces it.
  void put(String name, String value);
}
