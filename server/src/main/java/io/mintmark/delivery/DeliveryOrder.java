package io.mintmark.delivery;

import io.mintmark.output.FileRequest;
import io.mintmark.project.FactoryId;
import io.mintmark.vault.SecretText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants delivered of a batch.
///
/// @param first null for the batch's first unit
/// @param last null for its last
/// @param expiresAt null for [DeliverySettings#USUAL] from now
/// @param passphrase for [Sealing.Kind#ZIP_AES256] only; null to have one made up
/// @param by who asks
public record DeliveryOrder(
    FactoryId factory,
    @Nullable Integer first,
    @Nullable Integer last,
    List<FileRequest> files,
    @Nullable Instant expiresAt,
    int downloads,
    Sealing.Kind sealing,
    @Nullable SecretText passphrase,
    String by) {}
