package io.mintmark.project;

import java.time.Instant;

/// An owner's workspace.
///
/// @param name what people call it, 1 to 64 characters
public record Project(ProjectId id, String name, Instant createdAt) {

  public Project {
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("a project's name has 1 to 64 characters");
    }
  }
}
