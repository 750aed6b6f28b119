package io.mintmark.pattern;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A piece of a date as it may stand in a name: only such as are always equally long.
enum DateField {
  YEAR("yyyy") {
    @Override
    String of(LocalDate date) {
      return "%04d".formatted(date.getYear());
    }
  },
  YEAR_OF_CENTURY("yy") {
    @Override
    String of(LocalDate date) {
      return "%02d".formatted(date.getYear() % 100);
    }
  },
  MONTH("MM") {
    @Override
    String of(LocalDate date) {
      return "%02d".formatted(date.getMonthValue());
    }
  },
  DAY_OF_YEAR("DDD") {
    @Override
    String of(LocalDate date) {
      return "%03d".formatted(date.getDayOfYear());
    }
  },
  DAY("dd") {
    @Override
    String of(LocalDate date) {
      return "%02d".formatted(date.getDayOfMonth());
    }
  },
  /// Of ISO 8601, to go with the week: it differs from the year around New Year.
  WEEK_YEAR("YYYY") {
    @Override
    String of(LocalDate date) {
      return "%04d".formatted(date.get(IsoFields.WEEK_BASED_YEAR));
    }
  },
  WEEK_YEAR_OF_CENTURY("YY") {
    @Override
    String of(LocalDate date) {
      return "%02d".formatted(date.get(IsoFields.WEEK_BASED_YEAR) % 100);
    }
  },
  WEEK("ww") {
    @Override
    String of(LocalDate date) {
      return "%02d".formatted(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
  };

  private final String letters;

  DateField(String letters) {
    this.letters = letters;
  }

  abstract String of(LocalDate date);

  /// Longer fields come first where one begins like another. Empty if the format holds anything
  /// else.
  static Optional<List<DateField>> read(String format) {
    var fields = new ArrayList<DateField>();
    int at = 0;
    while (at < format.length()) {
      var field = at(format, at);
      if (field.isEmpty()) {
        return Optional.empty();
      }
      fields.add(field.get());
      at += field.get().letters.length();
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(fields));
  }

  private static Optional<DateField> at(String format, int at) {
    for (var field : values()) {
      if (format.startsWith(field.letters, at)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
