package io.mintmark.sheet;

import io.mintmark.product.IdentityFormat;
import java.util.function.BiConsumer;

/// What the names of a file have in common, and which of them fall out of line.
final class ColumnView {

  private static final int LONGEST = 127;

  private final int[] digitsByLength = new int[LONGEST + 1];
  private final int[] macsByStyle = new int[MacStyle.CODES];
  private int names;

  void add(String name) {
    names++;
    if (ColumnRepair.isDigits(name)) {
      digitsByLength[name.length()]++;
    } else {
      MacStyle.of(name).ifPresent(style -> macsByStyle[style.code()]++);
    }
  }

  /// What would bring all names into line.
  ColumnRepair repair(IdentityFormat format) {
    int digits = usualDigits();
    boolean fits = digits >= format.minNameLength() && digits <= format.maxNameLength();
    int macs = mostFrequent(macsByStyle);
    boolean mixed = macsByStyle[macs] > 0 && sum(macsByStyle) > macsByStyle[macs];
    return new ColumnRepair(fits ? digits : 0, mixed ? MacStyle.ofCode(macs) : null);
  }

  /// The same without zeros in front where that would make two names one.
  static ColumnRepair withoutCollisions(ColumnRepair repair, SeenNames seen) {
    if (repair.digits() > 0) {
      for (String name : seen.names()) {
        if (ColumnRepair.lostZeros(name, repair.digits()) && seen.rowOf(repair.of(name)) > 0) {
          return new ColumnRepair(0, repair.macs());
        }
      }
    }
    return repair;
  }

  /// Tells every name that is to be repaired, by its place.
  static void outOfLine(ColumnRepair repair, NamePile names, BiConsumer<Integer, FindingKind> to) {
    if (repair.equals(ColumnRepair.NONE)) {
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (ColumnRepair.lostZeros(name, repair.digits())) {
        to.accept(i, FindingKind.ZEROS_LOST);
      } else if (!repair.of(name).equals(name)) {
        to.accept(i, FindingKind.MAC_NOTATIONS_MIXED);
      }
    }
  }

  /// The length of most names if they are digits and none of digits is longer, else 0.
  private int usualDigits() {
    int usual = mostFrequent(digitsByLength);
    for (int length = usual + 1; length <= LONGEST; length++) {
      if (digitsByLength[length] > 0) {
        return 0;
      }
    }
    return digitsByLength[usual] * 2L > names && names > 2 ? usual : 0;
  }

  private static int mostFrequent(int[] counts) {
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return best;
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
