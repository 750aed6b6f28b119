package io.mintmark.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the contracts share: one store per class, and something of everything to put into it. Each
/// test makes its own project, so that none sees another's rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

  private TestDatabase database;
  protected Store store;
  protected Samples samples;

  /// @param folder empty, and gone after the class
  abstract TestDatabase database(Path folder);

  @BeforeAll
  void open(@TempDir Path folder) {
    database = database(folder);
    store = database.open();
    samples = new Samples(store);
  }

  @AfterAll
  void close() {
    store.close();
  }

  /// As after a restart of the server.
  void reopen() {
    store.close();
    store = database.open();
    samples = new Samples(store);
  }
}
