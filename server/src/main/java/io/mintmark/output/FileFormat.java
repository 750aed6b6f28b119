package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.util.List;
import java.util.Map;

/// One kind of file that can be made of a batch.
public interface FileFormat {

  /// A stable name in lower case, such as `csv` or `labels-pdf`; it stands in addresses.
  String id();

  /// The options that [#prepare] knows.
  List<Option> options();

  /// Reads the options and returns the file that they ask for.
  ///
  /// @throws UnfitFileException if an option is unknown or unfit, or the batch cannot have such a
  ///     file
  UnitFile prepare(Batch batch, Product product, Map<String, String> options);

  /// One option, for the list of formats.
  ///
  /// @param fallback what holds if it is not given; empty if it has to be
  /// @param sentence what it does and which values it takes
  record Option(String name, String fallback, String sentence) {}
}
