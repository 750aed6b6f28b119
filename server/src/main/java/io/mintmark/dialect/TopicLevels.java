package io.mintmark.dialect;

import org.jspecify.annotations.Nullable;

/// A topic or filter read level by level without cutting it up, and whose it is to be. A level is
/// given by where it starts and where it ends.
///
/// @param device null stands for every device of the product
record TopicLevels(String filter, String product, @Nullable String device) {

  boolean isOver(int start) {
    return start > filter.length();
  }

  int endOf(int start) {
    int slash = filter.indexOf('/', start);
    return slash < 0 ? filter.length() : slash;
  }

  boolean is(String level, int start, int end) {
    return level.length() == end - start && filter.startsWith(level, start);
  }

  boolean isProduct(int start, int end) {
    return is(product, start, end);
  }

  boolean isDevice(int start, int end) {
    return device == null ? end > start : is(device, start, end);
  }

  /// Whether the level ends so and has something before it.
  boolean endsWith(String ending, int start, int end) {
    return end - start > ending.length() && filter.startsWith(ending, end - ending.length());
  }
}
