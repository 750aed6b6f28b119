package io.mintmark.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/// The contract on PostgreSQL.
class PostgresContractTest {

  @Nested
  class OwnersOnPostgres extends OwnersContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class AccessOnPostgres extends AccessContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class DeliveriesOnPostgres extends DeliveriesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class IdentitiesOnPostgres extends IdentitiesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class DevicesOnPostgres extends DevicesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class DeviceClientsOnPostgres extends DeviceClientsContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class NameListsOnPostgres extends NameListsContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class BatchesOnPostgres extends BatchesContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class ImportsOnPostgres extends ImportContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class BatchLifeOnPostgres extends BatchLifeContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class EventsOnPostgres extends EventsContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class RiskOnPostgres extends RiskContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class TopologyOnPostgres extends TopologyContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class LineOnPostgres extends LineContract {
    @Override
    TestDatabase database(Path folder) {
      return TestDatabase.postgres();
    }
  }
}
