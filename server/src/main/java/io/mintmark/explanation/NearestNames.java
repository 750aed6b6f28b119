package io.mintmark.explanation;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Devices;
import io.mintmark.product.ProductKey;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the listed names that an unknown one may stand for: written in another case or notation,
/// with blanks, or with one character wrong, missing or too many. It never reads more than a few
/// hundred rows, however many devices there are: each likely spelling is looked up by itself, and
/// the neighbours in the order of names are compared.
final class NearestNames {

  private static final int MOST = 5;
  private static final int MOST_EDITS = 2;
  private static final int NEIGHBOURS = 20;
  private static final int MOST_LOOKUPS = 600;

  private final Devices devices;

  NearestNames(Devices devices) {
    this.devices = devices;
  }

  List<String> of(ProductKey product, String name) {
    Set<String> found = new LinkedHashSet<>();
    Spellings.of(name).stream()
        .limit(MOST_LOOKUPS)
        .filter(DeviceIdentity::isWellFormed)
        .filter(spelling -> devices.find(new DeviceIdentity(product, spelling)).isPresent())
        .limit(MOST)
        .forEach(found::add);
    neighbours(product, name).stream()
        .filter(other -> distance(name, other) <= MOST_EDITS)
        .sorted(Comparator.comparingInt(other -> distance(name, other)))
        .forEach(found::add);
    found.remove(name);
    return found.stream().limit(MOST).toList();
  }

  /// Names that share a beginning with this one, around its place.
  private List<String> neighbours(ProductKey product, String name) {
    Set<String> names = new LinkedHashSet<>();
    for (int cut = name.length(); cut >= Math.max(1, name.length() - MOST_EDITS - 1); cut--) {
      devices.page(product, name.substring(0, cut), null, NEIGHBOURS).stream()
          .map(Device::identity)
          .map(DeviceIdentity::name)
          .forEach(names::add);
    }
    return List.copyOf(names);
  }

  /// Levenshtein's distance without regard to case.
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
