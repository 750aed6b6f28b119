package io.mintmark.sheet;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// The names of a file with the rows they stand on, each name once. A million take about 60 MB.
final class SeenNames {

  private final NamePile names = new NamePile();
  private final NameIndex exact = new NameIndex(names, UnaryOperator.identity());
  private final NameIndex alike = new NameIndex(names, Spelling::key);
  private int[] rows = new int[1_024];

  /// What an earlier row has to do with a name.
  enum Relation {
    NONE,
    SAME_NAME,
    SAME_MAC,
    LOOKS_ALIKE
  }

  /// An earlier row and its name.
  record Earlier(Relation relation, int row, String name) {

    static final Earlier NOBODY = new Earlier(Relation.NONE, 0, "");
  }

  NamePile names() {
    return names;
  }

  int row(int place) {
    return rows[place];
  }

  /// The row of a name, 0 if it was not seen.
  int rowOf(String name) {
    int place = exact.find(name);
    return place == NameIndex.NONE ? 0 : rows[place];
  }

  /// Notes a name unless it is there.
  Earlier add(String name, int row) {
    int place = names.size();
    int same = exact.putIfAbsent(name, place);
    if (same != NameIndex.NONE) {
      return new Earlier(Relation.SAME_NAME, rows[same], name);
    }
    names.append(name);
    if (place == rows.length) {
      rows = Arrays.copyOf(rows, place * 2);
    }
    rows[place] = row;
    int like = alike.putIfAbsent(Spelling.key(name), place);
    if (like == NameIndex.NONE) {
      return Earlier.NOBODY;
    }
    String other = names.get(like);
    return new Earlier(
        Spelling.sameMac(name, other) ? Relation.SAME_MAC : Relation.LOOKS_ALIKE,
        rows[like],
        other);
  }
}
