package io.mintmark.production;

import io.mintmark.device.DeletedNames;
import io.mintmark.product.ProductKey;
import io.mintmark.sheet.NameRegister;
import java.util.Collection;
import java.util.List;

/// What a product's devices and batches say about names. Safe for any thread.
public final class ProductNames implements NameRegister {

  private final Batches batches;
  private final DeletedNames deletedNames;

  public ProductNames(Batches batches, DeletedNames deletedNames) {
    this.batches = batches;
    this.deletedNames = deletedNames;
  }

  @Override
  public Collection<String> taken(ProductKey product, List<String> names) {
    return batches.taken(product, names).stream().map(Batches.Line::name).toList();
  }

  @Override
  public Collection<String> deletedEarlier(ProductKey product, List<String> names) {
    return deletedNames.among(product, names);
  }
}
