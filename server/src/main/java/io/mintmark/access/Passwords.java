package io.mintmark.access;

import io.mintmark.vault.SecretText;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes passwords with Argon2id and checks them, in time that does not depend on where a wrong
/// hash differs. Safe for any thread; blocks its caller for the time of a hash, and longer while
/// others hash.
public final class Passwords {

  /// What OWASP's password storage cheat sheet recommends as its first choice of small memory.
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final SecureRandom random;
  private final int memoryKib;
  private final Semaphore turns;

  /// @param atOnce hashings at the same time; each takes 19 MiB of memory and the whole of a core
  public Passwords(SecureRandom random, int atOnce) {
    this(random, atOnce, MEMORY_KIB);
  }

  /// With less memory, for tests of other things than hashing.
  Passwords(SecureRandom random, int atOnce, int memoryKib) {
    this.random = random;
    this.memoryKib = memoryKib;
    this.turns = new Semaphore(atOnce, true);
  }

  /// A salted hash in the PHC string form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
  public String hash(SecretText password) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    byte[] hash = argon2(password, memoryKib, ITERATIONS, LANES, salt, HASH_LENGTH);
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memoryKib,
            ITERATIONS,
            LANES,
            encoder.encodeToString(salt),
            encoder.encodeToString(hash));
  }

  /// Whether `encoded` is the hash of this password, under whatever parameters it was made with.
  ///
  /// @throws IllegalStateException if `encoded` is no Argon2id hash
  public boolean match(SecretText password, String encoded) {
    var parts = FORM.matcher(encoded);
    if (!parts.matches()) {
      throw new IllegalStateException("a stored password hash is not of a known form");
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] hash =
        argon2(
            password,
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Base64.getDecoder().decode(parts.group(4)),
            expected.length);
    return MessageDigest.isEqual(hash, expected);
  }

  private byte[] argon2(
      SecretText password, int memoryKib, int iterations, int lanes, byte[] salt, int length) {
    byte[] bytes = password.exposeBytes();
    byte[] hash = new byte[length];
    turns.acquireUninterruptibly();
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memoryKib)
              .withIterations(iterations)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      generator.generateBytes(bytes, hash);
      return hash;
    } finally {
      turns.release();
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
