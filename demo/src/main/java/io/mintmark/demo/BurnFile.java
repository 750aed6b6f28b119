package io.mintmark.demo;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads a batch's file as a factory would. The names and secrets of the demo hold no comma or
/// quote, so splitting at commas is enough here.
final class BurnFile {

  private BurnFile() {}

  /// Rows of key, name, secret.
  static List<Credential> credentials(Path file) throws IOException {
    return rows(file).stream()
        .map(row -> new Credential(new DeviceIdentity(row[0], row[1]), row[2]))
        .toList();
  }

  /// The second column.
  static List<String> names(Path file) throws IOException {
    return rows(file).stream().map(row -> row[1]).toList();
  }

  private static List<String[]> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
