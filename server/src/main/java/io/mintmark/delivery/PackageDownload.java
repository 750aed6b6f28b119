package io.mintmark.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/// One download of a package, counted already; to be written once.
public final class PackageDownload {

  private final Delivery delivery;
  private final Writing writing;
  private final Consumer<Boolean> ended;

  PackageDownload(Delivery delivery, Writing writing, Consumer<Boolean> ended) {
    this.delivery = delivery;
    this.writing = writing;
    this.ended = ended;
  }

  /// Seals and writes the whole package.
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// What to save the package as, of plain ASCII.
  public String fileName() {
    return delivery.fileName();
  }

  /// Writes the whole package and flushes, but does not close. It ends normally only after the last
  /// byte: after an exception the transport must be broken off, so that nobody takes the part for
  /// the whole. Either end is noted.
  public void writeTo(OutputStream out) throws IOException {
    boolean completed = false;
    try {
      writing.to(out);
      out.flush();
      completed = true;
    } finally {
      ended.accept(completed);
    }
  }
}
