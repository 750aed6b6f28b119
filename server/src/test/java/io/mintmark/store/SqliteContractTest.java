package io.mintmark.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/// The contract on SQLite.
class SqliteContractTest {

  @Nested
  class OwnersOnSqlite extends OwnersContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class AccessOnSqlite extends AccessContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class DeliveriesOnSqlite extends DeliveriesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class IdentitiesOnSqlite extends IdentitiesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class DevicesOnSqlite extends DevicesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class DeviceClientsOnSqlite extends DeviceClientsContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class NameListsOnSqlite extends NameListsContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class BatchesOnSqlite extends BatchesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class ImportsOnSqlite extends ImportContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class BatchLifeOnSqlite extends BatchLifeContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class EventsOnSqlite extends EventsContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class RiskOnSqlite extends RiskContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class TopologyOnSqlite extends TopologyContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }

  @Nested
  class LineOnSqlite extends LineContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.sqlite(folder);
    }
  }
}
