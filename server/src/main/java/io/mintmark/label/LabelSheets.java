package io.mintmark.label;

import io.mintmark.output.BindingTexts;
import io.mintmark.output.FileFormat;
import io.mintmark.output.UnitFile;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.util.List;
import java.util.Map;

/// The format `labels-pdf`: sheets of labels to print, as one PDF, or as a ZIP archive of several
/// where the batch is large.
public final class LabelSheets implements FileFormat {

  private final BindingTexts bindings;

  public LabelSheets(BindingTexts bindings) {
    this.bindings = bindings;
  }

  @Override
  public String id() {
    return "labels-pdf";
  }

  @Override
  public List<Option> options() {
    return LabelOrder.OPTIONS;
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    return LabelFile.of(
        product.key() + "-" + batch.id() + "-labels",
        batch.size(),
        LabelOrder.read(batch, product, bindings, options));
  }
}
