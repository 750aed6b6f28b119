package io.mintmark.delivery;

import io.mintmark.device.BatchId;
import io.mintmark.output.FileRequest;
import io.mintmark.product.ProductKey;
import io.mintmark.project.FactoryId;
import io.mintmark.vault.Sealed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch, or a range of it, for one factory, as stored.
///
/// @param first the first unit by its number in the batch, from 1
/// @param last the last unit
/// @param traceKey makes the order of its units its own, see [TraceMark]; sealed by the vault
/// @param allowed downloads that may be started
/// @param started downloads that were, whatever became of them
/// @param createdBy whose act it was
/// @param deliveredAt when a download was completed for the first time
/// @param receivedAt when the factory said that it has opened the package
public record Delivery(
    DeliveryId id,
    BatchId batch,
    ProductKey product,
    FactoryId factory,
    int first,
    int last,
    List<FileRequest> files,
    Sealing sealing,
    Sealed traceKey,
    int allowed,
    int started,
    Instant expiresAt,
    Instant createdAt,
    String createdBy,
    @Nullable Instant revokedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant receivedAt) {

  /// Whether a delivery can be downloaded, and if not, why.
  public enum State {
    OPEN,
    /// All downloads were started.
    SPENT,
    EXPIRED,
    REVOKED
  }

  public Delivery {
    files = List.copyOf(files);
    if (first < 1 || last < first || files.isEmpty() || allowed < 1) {
      throw new IllegalArgumentException("a delivery has units, files and downloads");
    }
  }

  /// The state at a time. What was spent does not expire any more.
  public State stateAt(Instant now) {
    if (revokedAt != null) {
      return State.REVOKED;
    }
    if (started >= allowed) {
      return State.SPENT;
    }
    return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
  }

  /// Units in the range, those included whose devices were deleted since.
  public int units() {
    return last - first + 1;
  }

  /// What to save the package as, of plain ASCII.
  public String fileName() {
    return id + sealing.kind().ending();
  }

  /// Names a delivery's row in the vault's seals, for the value called `what`.
  static String secretRow(DeliveryId id, String what) {
    return "delivery|" + id + "|" + what;
  }
}
