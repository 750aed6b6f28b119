package io.mintmark.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets for the store and opens them again: AES-256-GCM under a data key per owner, the
/// data key wrapped by the [MasterKey]. What a value belongs to (its row) is part of the seal, so a
/// sealed value copied to another row does not open. Safe for any thread.
///
/// Form of sealed bytes: version (1), nonce (12), ciphertext with tag.
public final class Vault {

  private static final byte VERSION = 1;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;
  private static final int CACHED_KEYS = 10_000;

  private final SecretKey master;
  private final SecretKey tokenKey;
  private final SecureRandom random;
  private final Map<WrappedKey, SecretKey> dataKeys = new ConcurrentHashMap<>();
  private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

  public Vault(MasterKey master, SecureRandom random) {
    this.master = new SecretKeySpec(master.bytes(), "AES");
    this.tokenKey = new SecretKeySpec(derive(master.bytes(), "mintmark token hash"), "HmacSHA256");
    this.random = random;
  }

  /// A new data key for `owner`, ready to be stored.
  public WrappedKey newDataKey(String owner) {
    byte[] key = new byte[MasterKey.LENGTH];
    random.nextBytes(key);
    return new WrappedKey(owner, encrypt(master, "data key|" + owner, key));
  }

  /// Seals a secret that belongs to `row`, a text that names the row for good.
  public Sealed seal(WrappedKey key, String row, SecretText secret) {
    return encrypt(dataKey(key), row, secret.exposeBytes());
  }

  /// Opens what [#seal] sealed with the same key for the same row.
  ///
  /// @throws IllegalStateException if it was sealed by another key, for another row, or changed
  public SecretText open(WrappedKey key, String row, Sealed sealed) {
    byte[] text = decrypt(dataKey(key), row, sealed);
    return SecretText.of(new String(text, StandardCharsets.UTF_8));
  }

  /// The keyed hash under which a machine-made token of at least 128 random bits is stored, hex.
  public String tokenHash(String token) {
    return HexFormat.of().formatHex(mac(tokenKey, token));
  }

  private SecretKey dataKey(WrappedKey key) {
    SecretKey known = dataKeys.get(key);
    if (known != null) {
      return known;
    }
    if (dataKeys.size() >= CACHED_KEYS) {
      dataKeys.clear();
    }
    var opened = new SecretKeySpec(decrypt(master, "data key|" + key.owner(), key.bytes()), "AES");
    dataKeys.put(key, opened);
    return opened;
  }

  private Sealed encrypt(SecretKey key, String row, byte[] plain) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] sealed = new byte[1 + NONCE_LENGTH + plain.length + TAG_BITS / 8];
    sealed[0] = VERSION;
    System.arraycopy(nonce, 0, sealed, 1, NONCE_LENGTH);
    try {
      Cipher cipher = borrow();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      cipher.doFinal(plain, 0, plain.length, sealed, 1 + NONCE_LENGTH);
      idle.add(cipher);
      return Sealed.owning(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  private byte[] decrypt(SecretKey key, String row, Sealed sealed) {
    byte[] bytes = sealed.array();
    if (bytes.length < 1 + NONCE_LENGTH + TAG_BITS / 8 || bytes[0] != VERSION) {
      throw new IllegalStateException("a sealed value is not of a known form");
    }
    try {
      Cipher cipher = borrow();
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 1, NONCE_LENGTH));
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      byte[] plain = cipher.doFinal(bytes, 1 + NONCE_LENGTH, bytes.length - 1 - NONCE_LENGTH);
      idle.add(cipher);
      return plain;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value does not open here", e);
    }
  }

  private Cipher borrow() throws GeneralSecurityException {
    Cipher cipher = idle.poll();
    return cipher != null ? cipher : Cipher.getInstance("AES/GCM/NoPadding");
  }

  private static byte[] derive(byte[] master, String purpose) {
    return mac(new SecretKeySpec(master, "HmacSHA256"), purpose);
  }

  private static byte[] mac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks HmacSHA256", e);
    }
  }
}
