package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;

/// A file whose options have been read.
///
/// @param content writes it
record PreparedFile(String fileName, String mediaType, boolean holdsSecrets, Content content)
    implements UnitFile {

  /// Writes all bytes; need not flush.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out, UnitSource units) throws IOException;
  }

  /// @param ending what stands behind product and batch, such as `.csv`
  static String name(Product product, Batch batch, String ending) {
    return product.key() + "-" + batch.id() + ending;
  }

  @Override
  public void writeTo(OutputStream out, UnitSource units) throws IOException {
    content.writeTo(out, units);
    out.flush();
  }
}
