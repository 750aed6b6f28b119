package io.mintmark.dialect;

import io.mintmark.device.MacNotation;
import io.mintmark.vault.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// How firmware writes a DeviceName into the text that it signs when it does not write it as it
/// sends it: with blanks from a fixed-size field, in another case, or a MAC address in the notation
/// of the label instead of that of the list.
public final class MisreadNames {

  private MisreadNames() {}

  /// Other ways to write the name, each with the mistake that it would be; the name itself is not
  /// among them.
  public static List<MisreadName> of(String name) {
    Map<String, Mistake> found = new LinkedHashMap<>();
    Stream.of(" " + name, name + " ", name + "\u0000")
        .forEach(text -> found.put(text, Mistake.NAME_WITH_BLANKS));
    found.putIfAbsent(name.toUpperCase(Locale.ROOT), Mistake.CASE_CHANGED);
    found.putIfAbsent(name.toLowerCase(Locale.ROOT), Mistake.CASE_CHANGED);
    MacNotation.of(name).forEach(text -> found.putIfAbsent(text, Mistake.MAC_IN_OTHER_NOTATION));
    found.remove(name);
    List<MisreadName> names = new ArrayList<>();
    found.forEach((text, mistake) -> names.add(new MisreadName(mistake, text)));
    return names;
  }

  /// A name as it may have been signed.
  public record MisreadName(Mistake mistake, String name) {}
}
