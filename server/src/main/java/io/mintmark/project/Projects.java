package io.mintmark.project;

import java.util.List;
import java.util.Optional;

/// The projects of this installation. Calls block until done; for the management plane.
public interface Projects {

  void add(Project project);

  Optional<Project> find(ProjectId id);

  /// Oldest first. An installation has few.
  List<Project> all();
}
