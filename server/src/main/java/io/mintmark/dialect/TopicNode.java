package io.mintmark.dialect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A place in the tree of a [TopicTable]: what may follow the levels read so far, and what is
/// granted there. Rights are bits, so that one walk collects what all templates grant together.
final class TopicNode {

  static final int DEVICE_SPACE = 4;
  static final int PRODUCT_SPACE = 8;

  private static final String REPLY = "_reply";

  private final List<String> words = new ArrayList<>();
  private final List<TopicNode> afterWords = new ArrayList<>();
  private final Map<Mark, TopicNode> afterMarks = new EnumMap<>(Mark.class);

  /// Of a topic that ends here.
  private int rights;

  /// Of whatever follows.
  private int restRights;

  TopicNode(int restRights) {
    this.restRights = restRights;
  }

  void grantHere(int right) {
    rights |= right;
  }

  void grantBelow(int right) {
    restRights |= right;
  }

  /// The place after one more level of a template, made if it is new.
  TopicNode after(String level) {
    for (Mark mark : Mark.values()) {
      if (mark.text.equals(level)) {
        return afterMarks.computeIfAbsent(mark, _ -> new TopicNode(mark.space));
      }
    }
    if (!words.contains(level)) {
      words.add(level);
      afterWords.add(new TopicNode(0));
    }
    return afterWords.get(words.indexOf(level));
  }

  /// What all templates below here grant for the levels from `start` on.
  ///
  /// @param restMask which rights over "whatever follows" count
  int rights(TopicLevels levels, int restMask, int start) {
    if (levels.isOver(start)) {
      return rights;
    }
    int end = levels.endOf(start);
    int found = restRights & restMask;
    if (levels.is("#", start, end)) {
      return found;
    }
    if (levels.is("+", start, end)) {
      return found | rightsBelow(Mark.ANY, levels, restMask, end);
    }
    int word = indexOfWord(levels, start, end);
    if (word >= 0) {
      found |= afterWords.get(word).rights(levels, restMask, end + 1);
    } else if (levels.isProduct(start, end)) {
      found |= rightsBelow(Mark.PRODUCT, levels, restMask, end);
    }
    if (levels.isDevice(start, end)) {
      found |= rightsBelow(Mark.DEVICE, levels, restMask, end);
    }
    if (end > start) {
      found |= rightsBelow(Mark.ANY, levels, restMask, end);
    }
    if (levels.endsWith(REPLY, start, end)) {
      found |= rightsBelow(Mark.ANY_REPLY, levels, restMask, end);
    }
    return found;
  }

  private int rightsBelow(Mark mark, TopicLevels levels, int restMask, int end) {
    TopicNode next = afterMarks.get(mark);
    return next == null ? 0 : next.rights(levels, restMask, end + 1);
  }

  private int indexOfWord(TopicLevels levels, int start, int end) {
    for (int i = 0; i < words.size(); i++) {
      if (levels.is(words.get(i), start, end)) {
        return i;
      }
    }
    return -1;
  }

  /// A level of a template that is not a word, and whose space begins behind it.
  private enum Mark {
    PRODUCT("{PK}", PRODUCT_SPACE),
    DEVICE("{DN}", DEVICE_SPACE),
    ANY("{id}", 0),
    ANY_REPLY("{id}" + REPLY, 0);

    private final String text;
    private final int space;

    Mark(String text, int space) {
      this.text = text;
      this.space = space;
    }
  }
}
