package io.mintmark.delivery;

import io.mintmark.vault.SecretText;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What makes each delivery's files their own: of every two neighbours, units 1 and 2 of the
/// delivery, 3 and 4 and so on, a keyed bit says which comes first. Who does not hold the key
/// cannot tell the bits from chance. For one thread at a time.
final class TraceMark {

  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BITS = 256;

  private final Mac mac;
  private long blockNumber = -1;
  private byte[] block = {};

  TraceMark(SecretText key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key.expose()), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks HmacSHA256", e);
    }
  }

  /// A key for a new delivery.
  static SecretText newKey(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return SecretText.of(HexFormat.of().formatHex(key));
  }

  /// Whether the later unit of a pair comes first.
  ///
  /// @param pair from 0: units 1 and 2 of the delivery are pair 0
  boolean swaps(int pair) {
    long number = pair / BLOCK_BITS;
    if (number != blockNumber) {
      block = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      blockNumber = number;
    }
    int bit = pair % BLOCK_BITS;
    return ((block[bit >> 3] >> (bit & 7)) & 1) == 1;
  }
}
