package io.mintmark.access;

import io.mintmark.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key for a program. The program keeps a random token; the store keeps its keyed hash.
///
/// @param id public part: `mmk-` (API) or `mma-` (application) and ten lower-case letters or digits
/// @param name what people call it
/// @param project whose devices an application key talks to; null for an API key of the
///     installation
/// @param role what an API key may do; of an application key it says nothing
/// @param tokenHash see `Vault.tokenHash`
public record AccessKey(
    String id,
    Kind kind,
    String name,
    @Nullable ProjectId project,
    Role role,
    String tokenHash,
    Instant createdAt) {

  /// What a key opens.
  public enum Kind {
    /// The management API.
    API,
    /// MQTT, as a cloud program of one project.
    APPLICATION
  }

  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
