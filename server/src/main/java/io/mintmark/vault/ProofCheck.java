package io.mintmark.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Decides whether a [Proof] was made with a given secret. Every admissible text is tried, and each
/// comparison takes the same time wherever the first difference lies. Safe for any thread.
public final class ProofCheck {

  private static final byte[] STAND_IN_KEY = new byte[32];

  /// Looking a Mac up costs more than using it, so idle ones are kept.
  private final Map<HmacAlgorithm, Queue<Mac>> idle = new ConcurrentHashMap<>();

  /// Whether `secret` made this proof. A secret that is not of the proof's key form proves nothing.
  public boolean holds(Proof proof, SecretText secret) {
    byte[] key = keyOf(proof, secret);
    boolean usable = key.length > 0;
    return matches(proof, usable ? key : STAND_IN_KEY) && usable;
  }

  /// Does the work of [#holds] without a secret, so that an unknown name costs what a wrong
  /// signature costs.
  public void pretend(Proof proof) {
    matches(proof, STAND_IN_KEY);
  }

  private boolean matches(Proof proof, byte[] key) {
    Queue<Mac> macs = idle.computeIfAbsent(proof.algorithm(), _ -> new ConcurrentLinkedQueue<>());
    Mac mac = borrow(macs, proof.algorithm());
    boolean match = false;
    try {
      mac.init(new SecretKeySpec(key, proof.algorithm().jcaName()));
      for (String text : proof.texts()) {
        byte[] expected = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        match |= MessageDigest.isEqual(expected, proof.signature());
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an HMAC of the Java platform refused a key", e);
    }
    macs.add(mac);
    return match;
  }

  private static Mac borrow(Queue<Mac> macs, HmacAlgorithm algorithm) {
    Mac mac = macs.poll();
    if (mac != null) {
      return mac;
    }
    try {
      return Mac.getInstance(algorithm.jcaName());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm.jcaName(), e);
    }
  }

  private static byte[] keyOf(Proof proof, SecretText secret) {
    return switch (proof.keyForm()) {
      case TEXT -> secret.exposeBytes();
      case BASE64 -> {
        try {
          yield Base64.getDecoder().decode(secret.expose());
        } catch (IllegalArgumentException e) {
          yield new byte[0];
        }
      }
    };
  }
}
