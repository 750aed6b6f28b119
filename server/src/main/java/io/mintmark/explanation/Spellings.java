package io.mintmark.explanation;

import io.mintmark.device.MacNotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Other ways to write a name that mean the same, or differ by one slip; the likeliest first.
final class Spellings {

  /// What firmware and spreadsheets confuse.
  private static final String LOOK_ALIKES = "0Oo1Il5S8B";

  private Spellings() {}

  static Set<String> of(String name) {
    Set<String> all = new LinkedHashSet<>();
    all.add(name.strip());
    all.addAll(MacNotation.of(name.strip()));
    for (String cased :
        List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
      all.add(cased);
      all.add(cased.replace("-", "").replace("_", "").replace(":", ""));
      all.add(cased.replace('_', '-'));
      all.add(cased.replace('-', '_'));
    }
    all.add("0" + name);
    all.addAll(slips(name));
    all.remove(name);
    return all;
  }

  /// One character too many, two changed places, one replaced, one missing.
  private static List<String> slips(String name) {
    List<String> slips = new ArrayList<>();
    String alphabet = alphabet(name);
    for (int i = 0; i < name.length(); i++) {
      slips.add(name.substring(0, i) + name.substring(i + 1));
    }
    for (int i = 0; i + 1 < name.length(); i++) {
      slips.add(name.substring(0, i) + name.charAt(i + 1) + name.charAt(i) + name.substring(i + 2));
    }
    for (int i = name.length() - 1; i >= 0; i--) {
      for (int c = 0; c < alphabet.length(); c++) {
        slips.add(name.substring(0, i) + alphabet.charAt(c) + name.substring(i + 1));
      }
    }
    for (int i = name.length(); i >= 0; i--) {
      for (int c = 0; c < alphabet.length(); c++) {
        slips.add(name.substring(0, i) + alphabet.charAt(c) + name.substring(i));
      }
    }
    return slips;
  }

  /// Digits always; letters of the hex kind if the name has no other; and look-alikes.
  private static String alphabet(String name) {
    boolean capitals = name.chars().anyMatch(Character::isUpperCase);
    String hex = capitals ? "ABCDEF" : "abcdef";
    return "0123456789" + hex + LOOK_ALIKES.replaceAll("[0-9]", "");
  }
}
