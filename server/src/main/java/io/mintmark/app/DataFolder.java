package io.mintmark.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder in which one server keeps everything: keys, certificates, databases, the broker's
/// sessions. Readable by its owner only.
record DataFolder(Path root) {

  /// Makes the folder if need be and checks that it can be written.
  ///
  /// @throws SettingsException if not
  static DataFolder prepare(Path root) {
    try {
      if (!Files.isDirectory(root)) {
        if (root.toAbsolutePath().getParent() != null) {
          Files.createDirectories(root.toAbsolutePath().getParent());
        }
        Files.createDirectory(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.delete(Files.createTempFile(root, "write", ".test"));
      return new DataFolder(root);
    } catch (IOException e) {
      throw new SettingsException(
          "cannot write the data folder %s; make it writable or choose another with --data"
              .formatted(root.toAbsolutePath().normalize()),
          e);
    }
  }

  Path masterKey() {
    return root.resolve("master.key");
  }

  Path certificates() {
    return root.resolve("certificates");
  }

  /// What devices must trust.
  Path authority() {
    return certificates().resolve("ca.pem");
  }

  Path store() {
    return root.resolve("store");
  }

  /// Where uploads lie while they are read.
  Path uploads() {
    return root.resolve("uploads");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path broker() {
    return root.resolve("broker");
  }
}
