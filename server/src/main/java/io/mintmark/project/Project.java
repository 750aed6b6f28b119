package io.mintmark.project;

import java.time.Instant;

/// An owner's workspace.
///
/// @param name what people call it, 1 to 64 characters
/// @param review whether somebody who did not ask for it must approve a batch before it is minted
public record Project(ProjectId id, String name, Instant createdAt, boolean review) {

  public Project {
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("a project's name has 1 to 64 characters");
    }
  }

  /// A new project, whose batches need no review.
  public Project(ProjectId id, String name, Instant createdAt) {
    this(id, name, createdAt, false);
  }
}
