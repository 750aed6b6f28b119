package io.mintmark.production;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.vault.Vault;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/// Makes units of one product: names where the owner gave none, and a sealed DeviceSecret for each.
final class UnitMaker {

  private final Vault vault;
  private final SecureRandom random;

  UnitMaker(Vault vault, SecureRandom random) {
    this.vault = vault;
    this.random = random;
  }

  /// Units for lines of the owner's list.
  List<Batches.Unit> listed(Product product, List<Batches.Line> lines) {
    return lines.stream().map(line -> unit(product, line.number(), line.name())).toList();
  }

  /// Units numbered `first` to `last`, under names made up, no two alike.
  List<Batches.Unit> generated(Product product, int first, int last) {
    var names = product.dialect().format().newDeviceNames(random, last - first + 1);
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> unit(product, number, names.get(number - first)))
        .toList();
  }

  private Batches.Unit unit(Product product, int number, String name) {
    var secret = product.dialect().format().newDeviceSecret(random);
    var row = new DeviceIdentity(product.key(), name).secretRow();
    return new Batches.Unit(number, name, vault.seal(product.dataKey(), row, secret));
  }
}
