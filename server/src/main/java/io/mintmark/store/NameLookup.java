package io.mintmark.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Many names of a product at once, by lists of fixed length, so that there is one statement to
/// prepare.
final class NameLookup {

  private static final int LIST = 500;
  private static final String IN_LIST =
      " WHERE product_key = ? AND name IN ("
          + String.join(", ", Collections.nCopies(LIST, "?"))
          + ")";
  private static final String IN_DEVICES = "SELECT name FROM device" + IN_LIST;
  private static final String IN_RESERVED = "SELECT name FROM reserved_name" + IN_LIST;
  private static final String FREE = "DELETE FROM reserved_name" + IN_LIST;

  private NameLookup() {}

  /// Those of the names that belong to a device.
  static Set<String> inDevices(Session session, String product, List<String> names)
      throws SQLException {
    return matching(session, IN_DEVICES, product, names);
  }

  /// Those of the names that a batch has reserved and not minted yet.
  static Set<String> inReserved(Session session, String product, List<String> names)
      throws SQLException {
    return matching(session, IN_RESERVED, product, names);
  }

  /// Ends reservations.
  ///
  /// @return how many there were
  static int free(Session session, String product, List<String> names) throws SQLException {
    int freed = 0;
    for (int from = 0; from < names.size(); from += LIST) {
      freed += session.update(FREE, values(product, names, from));
    }
    return freed;
  }

  private static Set<String> matching(
      Session session, String sql, String product, List<String> names) throws SQLException {
    var found = new HashSet<String>();
    for (int from = 0; from < names.size(); from += LIST) {
      found.addAll(session.list(Row::text, sql, values(product, names, from)));
    }
    return found;
  }

  /// The product and the names from `from` on, the last one repeated to the length of the list.
  private static Object[] values(String product, List<String> names, int from) {
    var values = new ArrayList<Object>(1 + LIST);
    values.add(product);
    int last = names.size() - 1;
    for (int i = 0; i < LIST; i++) {
      values.add(names.get(Math.min(from + i, last)));
    }
    return values.toArray();
  }
}
