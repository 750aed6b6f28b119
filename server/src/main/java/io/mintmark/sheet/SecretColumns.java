package io.mintmark.sheet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which column of an import holds what, from 0; -1 for a column that the file does not have.
record SecretColumns(int name, int secret, int state, int product) {

  /// How a file without a header is read.
  static final SecretColumns USUAL = new SecretColumns(0, 1, 2, -1);

  private static final Set<String> SECRETS =
      Set.of("devicesecret", "device_secret", "device secret", "psk", "devicepsk", "设备密钥");

  private static final Set<String> STATES =
      Set.of("state", "status", "devicestate", "devicestatus", "状态", "设备状态");

  private static final Set<String> PRODUCTS =
      Set.of(
          "productkey",
          "product_key",
          "product key",
          "productid",
          "product_id",
          "product id",
          "产品key",
          "产品id");

  /// The columns that a first row tells; empty if it is not a header.
  static Optional<SecretColumns> ofHeader(Row row) {
    var titles = row.cells().stream().map(SecretColumns::title).toList();
    int name = find(titles, FileDoctor.HEADERS);
    int secret = find(titles, SECRETS);
    return name == NONE && secret == NONE
        ? Optional.empty()
        : Optional.of(
            new SecretColumns(name, secret, find(titles, STATES), find(titles, PRODUCTS)));
  }

  private static final int NONE = -1;
  private static final int TWICE = -2;

  /// Whether names and secrets are found, and nothing is found twice.
  boolean clear() {
    return name >= 0 && secret >= 0 && state != TWICE && product != TWICE;
  }

  private static String title(Cell cell) {
    return cell.text().strip().toLowerCase(Locale.ROOT);
  }

  private static int find(List<String> titles, Set<String> known) {
    int found = NONE;
    for (int i = 0; i < titles.size(); i++) {
      if (known.contains(titles.get(i))) {
        found = found == NONE ? i : TWICE;
      }
    }
    return found;
  }
}
