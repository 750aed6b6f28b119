package io.mintmark.output;

import static java.util.stream.Collectors.joining;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.util.List;

/// All kinds of files that can be made of a batch.
public final class FileCatalog {

  private final List<FileFormat> formats;

  /// @param formats no two of the same id
  public FileCatalog(List<FileFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /// In the order in which people should see them.
  public List<FileFormat> formats() {
    return formats;
  }

  /// The file that was asked for; nothing is written yet.
  ///
  /// @throws UnfitFileException if there is no such format, or it cannot be made so
  public UnitFile prepare(FileRequest request, Batch batch, Product product) {
    return formats.stream()
        .filter(format -> format.id().equals(request.format()))
        .findFirst()
        .orElseThrow(() -> new UnfitFileException("there is no such format; there are " + ids()))
        .prepare(batch, product, request.options());
  }

  private String ids() {
    return formats.stream().map(FileFormat::id).collect(joining(", "));
  }
}
