package io.mintmark.store;

import java.sql.SQLException;

/// Something to do with a session, all of it on the thread that it is called on. The session must
/// not be kept.
@FunctionalInterface
interface Work<T> {

  T on(Session session) throws SQLException;
}
