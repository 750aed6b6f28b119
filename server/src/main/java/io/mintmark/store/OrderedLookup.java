package io.mintmark.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks up a long list of names in one table, chunk by chunk in their order. As long as the
/// product has no more names between the first and the last of a chunk than twice the chunk's, it
/// reads those; from then on it asks for each by itself. So a list for a new product costs next to
/// nothing, and one for a product with millions of devices never reads them all.
///
/// Names have ASCII characters alone, so their order here is that of both databases. For one
/// thread.
final class OrderedLookup {

  private final NameLookup.Table table;
  private final String between;
  private boolean crowded;

  OrderedLookup(NameLookup.Table table) {
    this.table = table;
    this.between =
        "SELECT name FROM "
            + table.title()
            + " WHERE product_key = ? AND name >= ? AND name <= ?"
            + " ORDER BY product_key, name LIMIT ?";
  }

  /// Those of the names that are there.
  ///
  /// @param names in ascending order
  Set<String> matching(Session session, String product, List<String> names) throws SQLException {
    if (!crowded) {
      int most = 2 * names.size();
      var there =
          session.list(Row::text, between, product, names.getFirst(), names.getLast(), most + 1);
      if (there.size() <= most) {
        var both = new HashSet<>(there);
        both.retainAll(new HashSet<>(names));
        return both;
      }
      crowded = true;
    }
    return NameLookup.matching(session, table, product, names);
  }
}
