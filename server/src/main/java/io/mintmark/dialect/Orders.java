package io.mintmark.dialect;

import java.util.ArrayList;
import java.util.List;

/// The orders in which firmware may put the parameters of a text that it signs.
public final class Orders {

  private Orders() {}

  /// Every order of a few elements but the one given, joined; with n elements there are n! - 1.
  public static List<String> otherThan(List<String> parts, String between) {
    List<String> joined = new ArrayList<>();
    permute(new ArrayList<>(parts), 0, between, joined);
    joined.removeIf(text -> text.equals(String.join(between, parts)));
    return joined;
  }

  private static void permute(List<String> parts, int from, String between, List<String> joined) {
    if (from == parts.size()) {
      joined.add(String.join(between, parts));
      return;
    }
    for (int i = from; i < parts.size(); i++) {
      swap(parts, from, i);
      permute(parts, from + 1, between, joined);
      swap(parts, from, i);
    }
  }

  private static void swap(List<String> parts, int a, int b) {
    String kept = parts.get(a);
    parts.set(a, parts.get(b));
    parts.set(b, kept);
  }
}
