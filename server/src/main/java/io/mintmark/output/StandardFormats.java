package io.mintmark.output;

import io.mintmark.product.ProductCatalog;
import java.util.List;

/// The formats that need nothing but the units.
public final class StandardFormats {

  private StandardFormats() {}

  /// In the order in which people should see them.
  ///
  /// @param codes what the files say of QR codes
  /// @param products opens ProductSecrets
  public static List<FileFormat> all(CodeColumn codes, ProductCatalog products) {
    return List.of(
        new CsvFormat(codes),
        new XlsxFormat(codes),
        new JsonLinesFormat(codes),
        new NvsValuesFormat(),
        new NvsConfigFormat(),
        new BinZipFormat(),
        new IntelHexFormat(),
        new ProductSecretFormat(products));
  }
}
