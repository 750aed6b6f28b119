package io.mintmark.store;

import java.sql.SQLException;

/// Opens sessions of one kind to one database.
@FunctionalInterface
interface SessionSource {

  Session open() throws SQLException;
}
