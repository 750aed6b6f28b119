package io.mintmark.access;

import java.util.List;
import java.util.Optional;

/// The stored keys. Calls block until done and durable.
public interface AccessKeys {

  void add(AccessKey key);

  Optional<AccessKey> find(String id);

  /// Oldest first.
  List<AccessKey> all();

  /// False if there is no such key.
  boolean remove(String id);
}
