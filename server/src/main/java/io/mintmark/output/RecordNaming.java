package io.mintmark.output;

import java.util.Locale;
import java.util.regex.Pattern;

/// What the file of one unit is called, so that it can be saved on every system.
enum RecordNaming {
  NAME {
    @Override
    String fileOf(BurntUnit unit) {
      return safe(unit.name()) + ENDING;
    }
  },
  NUMBER {
    @Override
    String fileOf(BurntUnit unit) {
      return numbered(unit) + ENDING;
    }
  },
  NUMBER_NAME {
    @Override
    String fileOf(BurntUnit unit) {
      return numbered(unit) + "-" + safe(unit.name()) + ENDING;
    }
  };

  /// The words of the option, one for each constant.
  static final String[] WORDS = {"name", "number", "number-name"};

  private static final String ENDING = ".bin";

  /// Names that Windows keeps for devices, whatever stands behind the dot.
  private static final Pattern RESERVED =
      Pattern.compile("(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

  abstract String fileOf(BurntUnit unit);

  static RecordNaming of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static String numbered(BurntUnit unit) {
    return "%08d".formatted(unit.number());
  }

  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_.@-]", "-");
    return RESERVED.matcher(safe).matches() ? "_" + safe : safe;
  }
}
