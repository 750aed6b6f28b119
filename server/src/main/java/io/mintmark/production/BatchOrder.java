package io.mintmark.production;

import io.mintmark.product.ProductKey;
import java.io.InputStream;

/// What an owner asks for: units of a published product, and where their names come from.
public record BatchOrder(ProductKey product, BurnMethod burnMethod, Names names) {

  /// How the units get their DeviceNames.
  public sealed interface Names {

    /// We make up `count` names; only for [BurnMethod#DEVICE_SECRET].
    record Generated(int count) implements Names {}

    /// The owner's list, see [FileDoctor]. Read once, to its end or its size limit, and not closed.
    record Uploaded(InputStream sheet) implements Names {}
  }
}
