package io.mintmark.app;

import io.mintmark.store.PostgresServer;

/// The same main job with its rows in PostgreSQL, where every read of the device plane is a network
/// wait.
class MainJobOnPostgresTest extends MainJobTest {

  @Override
  String[] settings() {
    var database = PostgresServer.freshDatabase();
    return new String[] {
      "store.url=" + database.url(),
      "store.user=" + database.user(),
      "store.password=" + database.password().expose()
    };
  }
}
