package io.mintmark.devicekit;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps each device's credential in a file of its own, readable by the owner only (0600).
///
/// A file is written beside its place, forced to disk and moved in: after a power cut a device
/// holds the old credential or the new one, never half of one. POSIX file systems only.
public final class FileCredentialStore implements CredentialStore {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  /// The folder is made (0700) if it is not there.
  public FileCredentialStore(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      var ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
    this.folder = folder;
  }

  @Override
  public Optional<Credential> find(DeviceIdentity identity) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(fileOf(identity)), Credential.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new IOException("not a credential file: " + fileOf(identity), e);
    }
  }

  @Override
  public void save(Credential credential) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(folder, "new-", ".tmp", ownerOnly);
    try {
      try (var file = FileChannel.open(fresh, WRITE)) {
        var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(credential));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(fresh, fileOf(credential.identity()), ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    forceFolder();
  }

  @Override
  public void forget(DeviceIdentity identity) throws IOException {
    if (Files.deleteIfExists(fileOf(identity))) {
      forceFolder();
    }
  }

  /// Form-encoding leaves no separator of paths and no `~`, so no two devices share a file.
  private Path fileOf(DeviceIdentity identity) {
    return folder.resolve(
        encoded(identity.productKey()) + "~" + encoded(identity.deviceName()) + ".json");
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /// A rename is durable only when its folder is.
  private void forceFolder() throws IOException {
    try (var directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }
}
