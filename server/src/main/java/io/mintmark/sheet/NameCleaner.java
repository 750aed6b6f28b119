package io.mintmark.sheet;

import io.mintmark.sheet.NameCheck.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Takes out of a name what got into it unseen, and tells each kind once.
final class NameCleaner {

  private final List<Fault> faults;
  private final Set<FindingKind> told = EnumSet.noneOf(FindingKind.class);

  NameCleaner(List<Fault> faults) {
    this.faults = faults;
  }

  /// The name in plain characters, as far as there is one for each.
  String clean(String name) {
    var text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      append(text, name.charAt(i));
    }
    return strip(text.toString(), name);
  }

  private void append(StringBuilder text, char c) {
    if (c < 128 && c >= ' ' && c != 127) {
      text.append(c);
    } else if (Characters.isInvisible(c)) {
      tell(FindingKind.INVISIBLE, Shown.character(c));
    } else if (Characters.halfWidth(c).isPresent()) {
      tell(FindingKind.FULL_WIDTH, Shown.character(c));
      text.append(Characters.halfWidth(c).get().charValue());
    } else if (Characters.plain(c).isPresent()) {
      char plain = Characters.plain(c).get();
      tell(FindingKind.LOOK_ALIKE, Shown.character(c), Shown.character(plain));
      text.append(plain);
    } else {
      text.append(c);
    }
  }

  private String strip(String text, String original) {
    int from = 0;
    int to = text.length();
    while (from < to && Characters.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && Characters.isSpace(text.charAt(to - 1))) {
      to--;
    }
    if (to - from < text.length()) {
      tell(original.startsWith("\t") ? FindingKind.FORMULA : FindingKind.SPACES_AROUND);
    }
    return text.substring(from, to);
  }

  private void tell(FindingKind kind, Object... values) {
    if (told.add(kind)) {
      faults.add(Fault.of(kind, values));
    }
  }
}
