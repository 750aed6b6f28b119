package io.mintmark.production;

import io.mintmark.product.ProductKey;
import io.mintmark.sheet.NameListId;
import java.io.InputStream;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What an owner asks for: units of a published product, where their names come from, and what goes
/// with the order.
public record BatchOrder(ProductKey product, BurnMethod burnMethod, Names names, Terms terms) {

  /// An order of which nobody keeps who gave it, to be minted at once.
  public BatchOrder(ProductKey product, BurnMethod burnMethod, Names names) {
    this(product, burnMethod, names, Terms.NONE);
  }

  /// How the units get their DeviceNames.
  public sealed interface Names {

    /// We make up `count` names; only for [BurnMethod#DEVICE_SECRET].
    record Generated(int count) implements Names {}

    /// The owner's list, see [FileDoctor]. Read once, to its end or its size limit, and not closed.
    record Uploaded(InputStream sheet) implements Names {}

    /// Devices that have secrets already, see [io.mintmark.sheet.SecretDoctor]; only for
    /// [BurnMethod#DEVICE_SECRET]. Read once, to its end or its size limit, and not closed.
    record Imported(InputStream sheet) implements Names {}

    /// `count` names by the owner's pattern, see [io.mintmark.pattern.NamePattern].
    ///
    /// @param zone in which the date of the order is taken
    record ByPattern(String pattern, int count, ZoneId zone) implements Names {}

    /// A stored list that was examined before.
    record Listed(NameListId list) implements Names {}
  }

  /// What goes with an order.
  ///
  /// @param asker who gives it; null if that is not kept
  /// @param draft whether it is kept as a draft instead of being submitted
  /// @param title what people call the batch; null for nothing
  /// @param remark for people; null for nothing
  /// @param requestKey by which the same order is known when it is sent again, see
  ///     [io.mintmark.request.RequestMark]; null if every order is a new one
  public record Terms(
      @Nullable String asker,
      boolean draft,
      @Nullable String title,
      @Nullable String remark,
      @Nullable String requestKey) {

    static final Terms NONE = new Terms(null, false, null, null, null);
  }
}
