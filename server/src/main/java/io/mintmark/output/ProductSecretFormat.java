package io.mintmark.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import java.util.List;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/// The ProductSecret that all units of a batch for dynamic registration burn, in a file of its own:
/// whoever gets the names need not get it. It is that of the moment of the download; after a
/// rotation it is another.
public final class ProductSecretFormat implements FileFormat {

  private static final Option FORM =
      new Option(
          "form", "json", "json with ProductKey or ProductID beside it, or text, the bare secret");

  private final ProductCatalog catalog;

  /// A format that opens the secret anew for each download.
  ///
  /// @param catalog opens it
  public ProductSecretFormat(ProductCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String id() {
    return "product-secret";
  }

  @Override
  public List<Option> options() {
    return List.of(FORM);
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    boolean json =
        new GivenOptions(this, options).oneOf(FORM.name(), "json", "text").equals("json");
    if (batch.burnMethod() != BurnMethod.DYNAMIC_REGISTRATION) {
      throw new UnfitFileException(
          "the units of this batch burn a DeviceSecret each, and no ProductSecret");
    }
    return new PreparedFile(
        PreparedFile.name(product, batch, json ? ".product-secret.json" : ".product-secret.txt"),
        json ? "application/json" : "text/plain;charset=utf-8",
        true,
        (out, _) -> out.write((json ? json(product) : text(product)).getBytes(UTF_8)));
  }

  private String text(Product product) {
    return catalog.reveal(product).expose() + "\n";
  }

  private String json(Product product) {
    var text = new StringBuilder();
    text.append("{\"").append(UnitColumns.keyWord(product)).append("\":\"");
    text.append(product.key()).append("\",\"ProductSecret\":\"");
    JsonStringEncoder.getInstance().quoteAsString(catalog.reveal(product).expose(), text);
    return text.append("\"}\n").toString();
  }
}
