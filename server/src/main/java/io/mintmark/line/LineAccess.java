package io.mintmark.line;

import io.mintmark.device.BatchId;
import io.mintmark.product.ProductKey;
import java.util.List;

/// Who may speak for which units. Whoever owns the product may for all of them; a factory only for
/// those that were delivered to it. Called once a request; may block.
@FunctionalInterface
public interface LineAccess {

  Grant grantOf(Sender sender, ProductKey product);

  /// Lets every caller speak for every unit.
  static LineAccess everyone() {
    return (_, _) -> new Grant.AllUnits();
  }

  /// The units that a caller may speak for.
  sealed interface Grant {

    /// All units of the product.
    record AllUnits() implements Grant {}

    /// Units of these ranges only.
    record Ranges(List<Range> ranges) implements Grant {

      public Ranges {
        ranges = List.copyOf(ranges);
      }
    }
  }

  /// Units `first` to `last` of a batch.
  record Range(BatchId batch, int first, int last) {

    boolean holds(int number) {
      return first <= number && number <= last;
    }
  }
}
