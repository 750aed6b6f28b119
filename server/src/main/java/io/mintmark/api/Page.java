package io.mintmark.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next the cursor of the next page; null on the last one
record Page<T>(
    List<T> items,
    @Schema(description = "Cursor of the next page; null on the last one") @Nullable String next) {

  static final String DEFAULT_LIMIT = "100";
  static final int MAX_LIMIT = 500;

  /// Makes a page of what was asked for with one more than `limit`, by which it is known whether
  /// there is a next page.
  static <S, T> Page<T> of(
      List<S> found, int limit, Function<S, String> cursor, Function<S, T> view) {
    boolean more = found.size() > limit;
    List<S> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
  }

  /// All there is, of a list that is short by nature.
  static <S, T> Page<T> all(List<S> found, Function<S, T> view) {
    return new Page<>(found.stream().map(view).toList(), null);
  }

  /// How many to ask the store for; refuses a limit outside 1 to 500.
  static int oneMoreThan(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ProblemException.badRequest("The limit of a page is 1 to " + MAX_LIMIT + ".");
    }
    return limit + 1;
  }
}
