package io.mintmark.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// The key above all others. It lies in a file that only its owner may read, made at first start;
/// whoever loses it loses every stored secret, so it belongs in the backup, apart from the
/// database.
public final class MasterKey {

  static final int LENGTH = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final byte[] key;

  private MasterKey(byte[] key) {
    this.key = key;
  }

  /// A fresh key that is stored nowhere.
  public static MasterKey generate(SecureRandom random) {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    return new MasterKey(key);
  }

  /// Reads the key from `file`, or makes the file with a new key. The file is complete and on disk
  /// before this returns.
  ///
  /// @throws IllegalStateException if the file is not a master key or others may read it; the
  ///     message says what to do
  public static MasterKey loadOrCreate(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        create(file, generate(random));
      }
      return load(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the master key file " + file, e);
    }
  }

  private static void create(Path file, MasterKey fresh) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    byte[] text =
        (Base64.getEncoder().encodeToString(fresh.key) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text));
      channel.force(true);
    }
    try {
      // A link never replaces: if another process was first, its key stands.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // the other key is read below
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static MasterKey load(Path file) throws IOException {
    var tooMany = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    tooMany.removeAll(OWNER_ONLY);
    if (!tooMany.isEmpty()) {
      throw new IllegalStateException(
          "others may use the master key file %s; run: chmod 600 %s".formatted(file, file));
    }
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == LENGTH) {
        return new MasterKey(key);
      }
    } catch (IllegalArgumentException e) {
      // told below, without the text
    }
    throw new IllegalStateException(
        "%s is not a master key; restore it from your backup".formatted(file));
  }

  byte[] bytes() {
    return key;
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
