package io.mintmark.app;

import io.mintmark.store.PostgresServer;

/// The same with its rows in PostgreSQL.
class UnlistedUnitsOnPostgresTest extends UnlistedUnitsTest {

  @Override
  String[] store() {
    var database = PostgresServer.freshDatabase();
    return new String[] {
      "store.url=" + database.url(),
      "store.user=" + database.user(),
      "store.password=" + database.password().expose()
    };
  }
}
