package io.mintmark.gate;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The filters that the gate holds for a device which never subscribes to them.
record AutomaticSubscriptions(List<String> filters) {

  AutomaticSubscriptions with(List<String> more) {
    return new AutomaticSubscriptions(Stream.concat(filters.stream(), more.stream()).toList());
  }

  AutomaticSubscriptions without(List<String> fewer) {
    var gone = Set.copyOf(fewer);
    return new AutomaticSubscriptions(
        filters.stream().filter(filter -> !gone.contains(filter)).toList());
  }

  /// Whether one of the filters matches this topic.
  boolean match(String topic) {
    String[] levels = topic.split("/", -1);
    return filters.stream().anyMatch(filter -> matches(filter.split("/", -1), levels));
  }

  private static boolean matches(String[] filter, String[] topic) {
    for (int i = 0; i < filter.length; i++) {
      if (filter[i].equals("#")) {
        return true;
      }
      if (i == topic.length || !(filter[i].equals("+") || filter[i].equals(topic[i]))) {
        return false;
      }
    }
    return filter.length == topic.length;
  }
}
