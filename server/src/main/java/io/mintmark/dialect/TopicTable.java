package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;
import org.jspecify.annotations.Nullable;

/// A dialect's topic table as data, and the one matcher for all four questions of [TopicRules].
///
/// A template is a topic whose levels are words or `{PK}`, `{DN}`, `{id}` (any one level, not
/// empty), `{id}_reply` (any one level that ends so), and last perhaps `#` (one level or more).
/// Templates form a tree that is walked once per question. A filter is allowed if one template, or
/// one space, covers all it can match; the spaces follow from the templates: everything behind a
/// product's `{PK}` is the product's, everything behind a device's `{DN}` is the device's.
///
/// A level that is a word of the table is never taken for a `{PK}`: a product named `sys` would
/// otherwise own other products' system topics.
public final class TopicTable implements TopicRules {

  private static final int PUBLISH = 1;
  private static final int SUBSCRIBE = 2;
  private static final String REPLY = "_reply";

  private final TopicNode root = new TopicNode(0);
  private final int maxBytes;
  private final int maxCustomSlashes;

  /// An empty table.
  ///
  /// @param maxBytes of a topic or filter, as UTF-8
  /// @param maxCustomSlashes of a topic or filter that only a template ending in `#` allows
  public TopicTable(int maxBytes, int maxCustomSlashes) {
    this.maxBytes = maxBytes;
    this.maxCustomSlashes = maxCustomSlashes;
  }

  /// Devices publish these.
  public TopicTable up(String... templates) {
    return add(PUBLISH, "", templates);
  }

  /// Devices receive these.
  public TopicTable down(String... templates) {
    return add(SUBSCRIBE, "", templates);
  }

  public TopicTable upAndDown(String... templates) {
    return up(templates).down(templates);
  }

  /// Devices publish these and receive the answers on `…_reply`.
  public TopicTable asked(String... templates) {
    return up(templates).add(SUBSCRIBE, REPLY, templates);
  }

  /// Devices receive these and publish their answers on `…_reply`.
  public TopicTable told(String... templates) {
    return down(templates).add(PUBLISH, REPLY, templates);
  }

  private TopicTable add(int right, String suffix, String... templates) {
    for (String template : templates) {
      TopicNode node = root;
      boolean open = template.endsWith("/#");
      String levels = open ? template.substring(0, template.length() - 2) : template + suffix;
      for (String level : levels.split("/", -1)) {
        node = node.after(level);
      }
      if (open) {
        node.grantBelow(right);
      } else {
        node.grantHere(right);
      }
    }
    return this;
  }

  @Override
  public boolean mayPublish(DeviceIdentity device, String topic) {
    return isTopic(topic) && allows(PUBLISH, topic, device.product(), device.name());
  }

  @Override
  public boolean maySubscribe(DeviceIdentity device, String filter) {
    if (isTopic(filter)) {
      return allows(SUBSCRIBE, filter, device.product(), device.name());
    }
    return isFilter(filter)
        && allows(SUBSCRIBE | TopicNode.DEVICE_SPACE, filter, device.product(), device.name());
  }

  @Override
  public boolean applicationMayPublish(ProductKey product, String topic) {
    return isTopic(topic) && allows(SUBSCRIBE, topic, product, null);
  }

  @Override
  public boolean applicationMaySubscribe(ProductKey product, String filter) {
    return isFilter(filter) && allows(TopicNode.PRODUCT_SPACE, filter, product, null);
  }

  private boolean allows(int rights, String filter, ProductKey product, @Nullable String device) {
    int slashes = 0;
    for (int i = filter.indexOf('/'); i >= 0; i = filter.indexOf('/', i + 1)) {
      slashes++;
    }
    int restMask =
        slashes <= maxCustomSlashes ? -1 : TopicNode.DEVICE_SPACE | TopicNode.PRODUCT_SPACE;
    return (root.rights(new TopicLevels(filter, product.value(), device), restMask, 0) & rights)
        != 0;
  }

  private boolean isTopic(String topic) {
    return isFilter(topic) && topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
  }

  /// Whether the text is a filter at all: a wildcard is a whole level, `#` the last one.
  private boolean isFilter(String filter) {
    int bytes = 0;
    for (int i = 0; i < filter.length(); i++) {
      char c = filter.charAt(i);
      boolean ends = i + 1 == filter.length();
      if (c == 0 || (c == '#' && !ends)) {
        return false;
      }
      if ((c == '#' || c == '+')
          && !((i == 0 || filter.charAt(i - 1) == '/') && (ends || filter.charAt(i + 1) == '/'))) {
        return false;
      }
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes > 0 && bytes <= maxBytes;
  }
}
