package io.mintmark.delivery;

import io.mintmark.project.FactoryId;
import io.mintmark.project.ProjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stored factories. Calls block until done and durable.
public interface Factories {

  void add(Factory factory);

  Optional<Factory> find(FactoryId id);

  /// Those of a project, oldest first.
  List<Factory> ofProject(ProjectId project);

  /// Replaces the key for deliveries to come; those that exist stay sealed to the key they were
  /// made with. False if there is no such factory.
  boolean changeKey(FactoryId id, @Nullable SealingKey key);
}
