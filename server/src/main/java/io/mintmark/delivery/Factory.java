package io.mintmark.delivery;

import io.mintmark.project.FactoryId;
import io.mintmark.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who burns identities into units: a party of one project.
///
/// @param key what packages for it are sealed to; null if it only opens them with passphrases
public record Factory(
    FactoryId id, ProjectId project, String name, @Nullable SealingKey key, Instant createdAt) {}
