package io.mintmark.risk;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stored evidence. Calls block until done and durable. All of a device's evidence ends with
/// the device.
public interface RiskFiles {

  /// Pieces that are kept of one device; older ones count in its file and can no longer be read.
  int KEPT_PIECES = 50;

  /// Writes pieces down and weighs them, all or none of them. Left out of the answer is what
  /// changed nothing: the device is gone or younger than the piece, or the piece was acknowledged
  /// before it got here.
  List<Recorded> add(List<Evidence> pieces);

  /// Has the device refused from now on. False, with nothing changed, if it is so already, or the
  /// verdict is not [Verdict#CLONED] any more.
  boolean hold(DeviceIdentity identity);

  /// Acknowledges all evidence, so that the score starts again, and lets the device in if it was
  /// held. The pieces stay readable.
  Release release(DeviceIdentity identity, Instant at);

  /// Empty if there is no such device; blank if there is nothing against it.
  Optional<RiskFile> find(DeviceIdentity identity);

  /// Files of a product whose verdict is more than [Verdict#CLEAR] at this time, in the order of
  /// the names (by UTF-8 bytes).
  ///
  /// @param after only names after this one; null for the first page
  List<RiskFile> page(ProductKey product, Instant now, @Nullable String after, int limit);

  /// The kept pieces of a device, newest first.
  List<KeptEvidence> evidence(DeviceIdentity identity);

  /// What became of a piece.
  record Recorded(Evidence piece, RiskFile before, RiskFile after) {}

  /// A piece as it is read.
  ///
  /// @param acknowledged whether an operator's release came after it
  record KeptEvidence(Evidence piece, boolean acknowledged) {}

  /// What became of a release.
  enum Release {
    RELEASED,
    /// There was nothing to acknowledge, and the device was not held.
    NOTHING,
    NO_DEVICE
  }
}
