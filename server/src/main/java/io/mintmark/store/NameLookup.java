package io.mintmark.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Many names of a product at once, by lists of fixed length, so that there is one statement to
/// prepare.
///
/// Each name is looked up by its whole key in a subquery of its own. With a plain join or IN,
/// PostgreSQL prefers to walk through all names of the product while it has no statistics yet,
/// which is just when a product gets its first million.
final class NameLookup {

  private static final int LIST = 500;
  private static final String FREE =
      "DELETE FROM reserved_name WHERE product_key = ? AND name = ? AND batch = ?";

  private static final String OF_BATCH_BETWEEN =
      " FROM reserved_name WHERE product_key = ? AND name >= ? AND name <= ? AND batch = ?";
  private static final String BETWEEN =
      "SELECT name" + OF_BATCH_BETWEEN + " ORDER BY product_key, name";
  private static final String FREE_BETWEEN = "DELETE" + OF_BATCH_BETWEEN;

  private NameLookup() {}

  /// Where names of a product stand.
  enum Table {
    DEVICE("device"),
    /// Names that a batch has and has not minted yet.
    RESERVED("reserved_name"),
    /// Names of devices that were deleted.
    DELETED("deleted_name");

    private final String title;
    private final String select;

    Table(String title) {
      this.title = title;
      this.select = select(title);
    }

    String title() {
      return title;
    }
  }

  /// Those of the names that the table has.
  static Set<String> matching(Session session, Table table, String product, List<String> names)
      throws SQLException {
    var found = new HashSet<String>();
    for (int from = 0; from < names.size(); from += LIST) {
      found.addAll(session.list(Row::text, table.select, values(product, names, from)));
    }
    return found;
  }

  /// Ends reservations of a batch.
  ///
  /// @param names in ascending order; fastest if the batch has no others between them
  /// @return how many there were
  static int free(Session session, String product, String batch, List<String> names)
      throws SQLException {
    String first = names.getFirst();
    String last = names.getLast();
    var between = session.list(Row::text, BETWEEN, product, first, last, batch);
    if (between.equals(names)) {
      return session.update(FREE_BETWEEN, product, first, last, batch);
    }
    var rows = new ArrayList<@Nullable Object[]>(names.size());
    for (var name : names) {
      rows.add(new Object[] {product, name, batch});
    }
    return Arrays.stream(session.updateAll(FREE, rows)).sum();
  }

  private static String select(String table) {
    return "WITH asked (name) AS (VALUES "
        + String.join(", ", Collections.nCopies(LIST, "(?)"))
        + ") SELECT name FROM asked WHERE (SELECT 1 FROM "
        + table
        + " t WHERE t.product_key = ? AND t.name = asked.name) = 1";
  }

  /// The names from `from` on, the last one repeated to the length of the list, and the product.
  private static Object[] values(String product, List<String> names, int from) {
    var values = new Object[LIST + 1];
    int last = names.size() - 1;
    for (int i = 0; i < LIST; i++) {
      values[i] = names.get(Math.min(from + i, last));
    }
    values[LIST] = product;
    return values;
  }
}
