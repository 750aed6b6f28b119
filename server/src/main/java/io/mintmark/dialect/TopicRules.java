package io.mintmark.dialect;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.ProductKey;

/// Which topics belong to whom, from the topic tables of the dialect. Called for every message: no
/// allocation beyond a few small objects, no regular expressions.
public interface TopicRules {

  /// Whether a device may publish to this topic; a topic with a wildcard, a NUL or of excessive
  /// length is never allowed.
  boolean mayPublish(DeviceIdentity device, String topic);

  /// Whether a device may subscribe to this filter: only if everything it matches is the device's.
  /// Shared subscriptions are not for devices.
  boolean maySubscribe(DeviceIdentity device, String filter);

  /// Whether a cloud program of the product's owner may publish to this topic: it names a device of
  /// the product.
  boolean applicationMayPublish(ProductKey product, String topic);

  /// Whether a cloud program of the product's owner may subscribe to this filter (without a
  /// `$share` prefix): everything it matches belongs to devices of the product.
  boolean applicationMaySubscribe(ProductKey product, String filter);
}
