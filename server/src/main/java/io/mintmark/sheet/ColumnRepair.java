package io.mintmark.sheet;

import org.jspecify.annotations.Nullable;

/// What can be repaired of a name only in the light of all the others.
///
/// @param digits how long names of digits are to be, with zeros in front; 0 to leave them alone
/// @param macs how MAC addresses are to be written; null to leave them alone
record ColumnRepair(int digits, @Nullable MacStyle macs) {

  static final ColumnRepair NONE = new ColumnRepair(0, null);

  /// The name as it is to be; itself if nothing is to be done.
  String of(String name) {
    if (lostZeros(name, digits)) {
      return "0".repeat(digits - name.length()) + name;
    }
    return macs == null || MacStyle.of(name).isEmpty() ? name : macs.write(name);
  }

  /// Whether a name may be what is left of so many digits. Names that still begin with a zero have
  /// not been through a spreadsheet program.
  static boolean lostZeros(String name, int digits) {
    return name.length() < digits
        && !name.isEmpty()
        && (name.length() == 1 || name.charAt(0) != '0')
        && isDigits(name);
  }

  static boolean isDigits(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
