package io.mintmark.store;

import java.nio.file.Path;

/// A database that a contract is tried on: fresh, and to be opened as often as wanted.
interface TestDatabase {

  Store open();

  static TestDatabase sqlite(Path folder) {
    return () -> Store.openSqlite(folder);
  }

  static TestDatabase postgres() {
    var address = PostgresServer.freshDatabase();
    return () -> Store.openPostgres(address.url(), address.user(), address.password());
  }
}
