package io.mintmark.label;

import io.mintmark.device.BatchId;
import io.mintmark.device.Fixtures;
import io.mintmark.dialect.Dialects;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.output.BindingTexts;
import io.mintmark.output.BurntUnit;
import io.mintmark.output.FileFormat;
import io.mintmark.output.UnitSource;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.NameSource;
import io.mintmark.vault.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Products, batches and units to print, with known secrets.
final class Orders {

  /// The secret of every unit here, right in both dialects' forms.
  static final SecretText SECRET = SecretText.of("AAECAwQFBgcICQoLDA0ODw==");

  static final BindingTexts BINDINGS =
      new BindingTexts(
          (dialect, device, at) ->
              new Dialects(List.of(new AliyunDialect(), new TencentDialect(UUID::randomUUID)))
                  .of(dialect)
                  .bindingForm(device, at));

  private Orders() {}

  static Product product(Dialect dialect) {
    return product(dialect, "Doorbell 2");
  }

  static Product product(Dialect dialect, String name) {
    var like = new Fixtures().product(true);
    var key = new ProductKey(dialect == Dialect.ALIYUN ? "a1Xy34Pq7Zk" : "QTV4XN8ZKD");
    return new Product(
        key,
        like.project(),
        name,
        dialect,
        like.state(),
        like.rules(),
        like.dataKey(),
        like.secret(),
        null,
        like.createdAt());
  }

  static Batch batch(Product product, BurnMethod method, int size) {
    return new Batch(
        new BatchId("b-3k9x0a7q2m"),
        product.key(),
        method,
        NameSource.UPLOADED,
        size,
        size,
        Batch.State.READY,
        null,
        Fixtures.NOW,
        Fixtures.NOW);
  }

  static UnitSource units(String... names) {
    return units(Arrays.asList(names));
  }

  static UnitSource units(List<String> names) {
    return visitor -> {
      int number = 1;
      for (String name : names) {
        visitor.visit(new BurntUnit(number++, name, SECRET));
      }
    };
  }

  /// Twelve characters each, as serial numbers are.
  static List<String> serials(int count) {
    return IntStream.rangeClosed(1, count).mapToObj("DB2-%08d"::formatted).toList();
  }

  /// The file of a batch of such units.
  static byte[] file(
      FileFormat format, Product product, List<String> names, Map<String, String> options) {
    var batch = batch(product, BurnMethod.DEVICE_SECRET, names.size());
    var out = new ByteArrayOutputStream();
    try {
      format.prepare(batch, product, options).writeTo(out, units(names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
