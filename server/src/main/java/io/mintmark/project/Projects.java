package io.mintmark.project;

import java.util.List;
import java.util.Optional;

/// The projects of this installation. Calls block until done; for the management plane.
public interface Projects {

  void add(Project project);

  Optional<Project> find(ProjectId id);

  /// From now on the project's batches need a review, or none. False if there is no such project.
  boolean setReview(ProjectId id, boolean review);

  /// Oldest first. An installation has few.
  List<Project> all();
}
