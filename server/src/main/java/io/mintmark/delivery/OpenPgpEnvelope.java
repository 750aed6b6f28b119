package io.mintmark.delivery;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/// An OpenPGP message as stock `gpg` opens it: AES-256 with the integrity packet of RFC 4880, to
/// the newest encryption key in the ring. Not compressed: what goes in is.
final class OpenPgpEnvelope implements Envelope {

  private static final int CHUNK = 1 << 16;
  private static final int ENCRYPTS = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;

  private final PGPPublicKey key;
  private final String contentName;
  private final Instant contentTime;

  private OpenPgpEnvelope(PGPPublicKey key, String contentName, Instant contentTime) {
    this.key = key;
    this.contentName = contentName;
    this.contentTime = contentTime;
  }

  /// Checks that the armored key can be sealed to.
  ///
  /// @throws UnfitKeyException if not
  static void to(String armored, Instant now) {
    encryptionKey(ring(armored), now);
  }

  /// To a key that was found fit when it was handed in, whatever has expired since.
  static OpenPgpEnvelope toStored(String armored, Instant then, String contentName) {
    return new OpenPgpEnvelope(encryptionKey(ring(armored), then), contentName, then);
  }

  static String fingerprint(String armored) {
    byte[] fingerprint = ring(armored).getPublicKey().getFingerprint();
    return HexFormat.of().withUpperCase().formatHex(fingerprint);
  }

  private static PGPPublicKeyRing ring(String armored) {
    byte[] bytes = armored.getBytes(StandardCharsets.UTF_8);
    try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
      Iterator<PGPPublicKeyRing> rings = new BcPGPPublicKeyRingCollection(in).getKeyRings();
      if (!rings.hasNext()) {
        throw notAKey();
      }
      var ring = rings.next();
      if (rings.hasNext()) {
        throw new UnfitKeyException("there are several keys in it; export the one that is meant");
      }
      return ring;
    } catch (IOException | PGPException | RuntimeException e) {
      throw e instanceof UnfitKeyException unfit ? unfit : notAKey();
    }
  }

  private static UnfitKeyException notAKey() {
    return new UnfitKeyException(
        "this is not an OpenPGP public key; send the output of: gpg --armor --export");
  }

  private static PGPPublicKey encryptionKey(PGPPublicKeyRing ring, Instant now) {
    PGPPublicKey newest = null;
    var byAge = Comparator.comparing(PGPPublicKey::getCreationTime);
    for (PGPPublicKey key : ring) {
      if (encrypts(key, now) && (newest == null || byAge.compare(key, newest) > 0)) {
        newest = key;
      }
    }
    if (newest == null || ring.getPublicKey().hasRevocation() || isOver(ring.getPublicKey(), now)) {
      throw new UnfitKeyException(
          "the OpenPGP key has no part for encryption that is valid now; send one that has");
    }
    return newest;
  }

  private static boolean encrypts(PGPPublicKey key, Instant now) {
    return key.isEncryptionKey()
        && !key.hasRevocation()
        && !isOver(key, now)
        && isMeantForEncryption(key);
  }

  private static boolean isOver(PGPPublicKey key, Instant now) {
    long seconds = key.getValidSeconds();
    return seconds > 0 && !now.isBefore(key.getCreationTime().toInstant().plusSeconds(seconds));
  }

  /// An RSA key can do both; its flags say what it is for. A key without flags is for all it can.
  private static boolean isMeantForEncryption(PGPPublicKey key) {
    int flags = 0;
    for (Iterator<PGPSignature> all = key.getSignatures(); all.hasNext(); ) {
      var hashed = all.next().getHashedSubPackets();
      flags |= hashed == null ? 0 : hashed.getKeyFlags();
    }
    return flags == 0 || (flags & ENCRYPTS) != 0;
  }

  @Override
  public OutputStream open(OutputStream out) throws IOException {
    var cipher =
        new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
            .setWithIntegrityPacket(true)
            .setSecureRandom(new SecureRandom());
    var encryption = new PGPEncryptedDataGenerator(cipher);
    encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key));
    try {
      OutputStream encrypted = encryption.open(out, new byte[CHUNK]);
      var literal = new PGPLiteralDataGenerator();
      OutputStream content =
          literal.open(
              encrypted,
              PGPLiteralData.BINARY,
              contentName,
              Date.from(contentTime),
              new byte[CHUNK]);
      return new Both(content, encrypted);
    } catch (PGPException e) {
      throw new IllegalStateException("sealing to an OpenPGP key failed", e);
    }
  }

  /// Ends the inner packet, then the outer one.
  private static final class Both extends FilterOutputStream {

    private final OutputStream outer;

    Both(OutputStream inner, OutputStream outer) {
      super(inner);
      this.outer = outer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    /// A packet cannot be flushed half way.
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
      out.close();
      outer.close();
    }
  }
}
