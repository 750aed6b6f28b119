package io.mintmark.line;

import io.mintmark.device.BatchId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A balance as it was at a moment, kept so that people can answer for it.
///
/// @param number from 1 within its batch
/// @param madeBy who had it drawn up
/// @param csv the whole of it, as it is downloaded
/// @param signOff null until a second person signed
public record BalanceStatement(
    BatchId batch,
    int number,
    String madeBy,
    Instant madeAt,
    String csv,
    @Nullable SignOff signOff) {

  /// The SHA-256 of the CSV's bytes (UTF-8), in lower-case hex: what the paper and the file have in
  /// common.
  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(csv.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A second person's word for it.
  ///
  /// @param note may be empty
  public record SignOff(String by, Instant at, String note) {}
}
