package io.mintmark.delivery;

import io.mintmark.output.UnitFile;
import io.mintmark.output.UnitSource;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The contents of one delivery: its files, a page to read, and the manifest. The same delivery has
/// the same contents each time, as long as no device of it is deleted.
///
/// @param factory the factory's name
/// @param units in the delivery's own order
/// @param revoked whether the delivery was revoked meanwhile
record DeliveryPackage(
    Delivery delivery,
    Batch batch,
    String factory,
    List<UnitFile> files,
    UnitSource units,
    BooleanSupplier revoked) {

  /// Writes all of it. It ends normally only after the last byte; otherwise the container has no
  /// end.
  void writeTo(Container container) throws IOException {
    put(container, "README.txt", ReadMe.of(delivery.id()));
    var entries = new ArrayList<Manifest.Entry>();
    Set<String> taken = new HashSet<>(Set.of("readme.txt", "sha256sums", "manifest.json"));
    for (UnitFile file : files) {
      String name = free(file.fileName(), taken);
      var out = new Digested(container.file(name));
      var watched = new WatchedUnits(units, revoked);
      file.writeTo(out, watched);
      entries.add(
          new Manifest.Entry(name, file.mediaType(), out.size(), watched.count(), out.sha256()));
    }
    var manifest = new Manifest(delivery, batch, factory, entries);
    put(container, "SHA256SUMS", manifest.sums());
    put(container, "manifest.json", manifest.json());
    container.finish();
  }

  private static void put(Container container, String name, byte[] content) throws IOException {
    container.file(name).write(content);
  }

  /// Two files of one kind with different options would have the same name.
  private static String free(String name, Set<String> taken) {
    int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    String candidate = name;
    for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
      candidate = name.substring(0, dot) + "-" + i + name.substring(dot);
    }
    return candidate;
  }
}
