package io.mintmark.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.util.List;
import java.util.Map;

/// The configuration file of Espressif's manufacturing utility that belongs to the values file of
/// the same options ([NvsValuesFormat]). It is the same for all units and holds nothing secret.
public final class NvsConfigFormat implements FileFormat {

  @Override
  public String id() {
    return "nvs-config";
  }

  @Override
  public List<Option> options() {
    return NvsKeys.OPTIONS;
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var lines = NvsKeys.read(this, batch, product, options).configuration();
    String text = lines.stream().map(line -> String.join(",", line) + "\n").collect(joining());
    return new PreparedFile(
        PreparedFile.name(product, batch, ".nvs-config.csv"),
        "text/csv;charset=utf-8",
        false,
        (out, _) -> out.write(text.getBytes(UTF_8)));
  }
}
