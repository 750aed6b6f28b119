package io.mintmark.store;

import io.mintmark.access.AccessKeys;
import io.mintmark.access.Accounts;
import io.mintmark.access.SignIns;
import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.Factories;
import io.mintmark.device.DeletedNames;
import io.mintmark.device.DeviceClients;
import io.mintmark.device.Devices;
import io.mintmark.device.Identities;
import io.mintmark.device.Sightings;
import io.mintmark.event.EventLog;
import io.mintmark.event.Events;
import io.mintmark.gateway.Topology;
import io.mintmark.line.BalanceStatements;
import io.mintmark.line.Journeys;
import io.mintmark.line.Strangers;
import io.mintmark.line.TestResults;
import io.mintmark.product.Products;
import io.mintmark.production.Batches;
import io.mintmark.production.DeviceTraffic;
import io.mintmark.production.Handovers;
import io.mintmark.project.Projects;
import io.mintmark.request.AnsweredRequests;
import io.mintmark.risk.ClientLogins;
import io.mintmark.risk.RiskFiles;
import io.mintmark.sheet.ListShelf;
import io.mintmark.vault.Installation;
import io.mintmark.vault.SecretText;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Everything that is stored, opened and closed as one. Opening creates what is missing, migrates
/// what is old, and undoes what a crash left half done; a refusal to open is an
/// [IllegalStateException] or [BrokenStoreException] whose message is for the operator.
///
/// All stores are safe for any thread. None may be used after [#close].
public final class Store implements AutoCloseable {

  private static final int WAITING_EVENTS = 65_536;

  /// At 200 bytes each and as much for the indexes, some 8 GB.
  private static final long KEPT_EVENTS = 20_000_000;

  private final Database database;
  private final SqlEventLog eventLog;
  private final SqlEvents events;
  private final SqlSightings sightings;
  private final SqlStrangers strangers;
  private final SqlBatches batches;
  private final Runnable closeRest;

  private Store(Database database, EventTable eventTable, Reads eventReads, Runnable closeRest) {
    this.database = database;
    this.eventLog = new SqlEventLog(eventTable, WAITING_EVENTS, InstantSource.system());
    this.events = new SqlEvents(eventReads, eventLog);
    this.sightings = new SqlSightings(eventReads, eventLog);
    this.strangers = new SqlStrangers(eventReads, eventLog);
    this.batches = new SqlBatches(database);
    this.closeRest = closeRest;
    batches.sweep();
  }

  /// Opens the embedded store in a folder that this process then has to itself.
  public static Store openSqlite(Path folder) {
    var taken = SqliteFolder.take(folder);
    try {
      var main = new SqliteFile(folder.resolve("mintmark.db"), SynchronousMode.FULL);
      Migrations.run(main.dataSource(), "db/sqlite/main");
      // An event lost to a power cut is no lie to anybody.
      var events = new SqliteFile(folder.resolve("events.db"), SynchronousMode.NORMAL);
      Migrations.run(events.dataSource(), "db/sqlite/events");
      var eventReaders = new ReaderPool(events::reader, 4);
      return new Store(
          new Sqlite(main),
          new EventTable(events::writer, KEPT_EVENTS),
          eventReaders,
          () -> {
            eventReaders.close();
            taken.close();
          });
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /// Opens the shared store; other servers may have it open too.
  ///
  /// @param url `jdbc:postgresql://host/database`
  public static Store openPostgres(String url, String user, SecretText password) {
    var settings = new Properties();
    settings.setProperty("user", user);
    settings.setProperty("password", password.expose());
    settings.setProperty("ApplicationName", "mintmark");
    settings.setProperty("reWriteBatchedInserts", "true");
    settings.setProperty("logServerErrorDetail", "false"); // it quotes rows
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("connectTimeout", "10");
    settings.setProperty("socketTimeout", "60");
    var source = new DriverManagerDataSource(url, settings);
    requireUtf8(source);
    Migrations.run(source, "db/postgres");
    var database = new Postgres(source);
    var eventTable =
        new EventTable(
            () -> new Session(source.getConnection(), Transactions.POSTGRES), KEPT_EVENTS);
    return new Store(database, eventTable, database, () -> {});
  }

  public Projects projects() {
    return new SqlProjects(database);
  }

  public Products products() {
    return new SqlProducts(database);
  }

  public Identities identities() {
    return new SqlIdentities(database);
  }

  public Topology topology() {
    return new SqlTopology(database);
  }

  public Devices devices() {
    return new SqlDevices(database);
  }

  public DeletedNames deletedNames() {
    return new SqlDeletedNames(database);
  }

  public ListShelf listShelf() {
    return new SqlListShelf(database);
  }

  public DeviceClients deviceClients() {
    return new SqlDeviceClients(database);
  }

  /// What devices ask of this server's store; other servers on the same database are not counted.
  public DeviceTraffic deviceTraffic() {
    return database::deviceCalls;
  }

  public Batches batches() {
    return batches;
  }

  public AnsweredRequests answeredRequests() {
    return new SqlAnsweredRequests(database);
  }

  public Factories factories() {
    return new SqlFactories(database);
  }

  public Deliveries deliveries() {
    return new SqlDeliveries(database);
  }

  public Handovers handovers() {
    return new SqlHandovers(database);
  }

  public Accounts accounts() {
    return new SqlAccounts(database);
  }

  public AccessKeys accessKeys() {
    return new SqlAccessKeys(database);
  }

  public SignIns signIns() {
    return new SqlSignIns(database);
  }

  public RiskFiles riskFiles() {
    return new SqlRiskFiles(database);
  }

  public ClientLogins clientLogins() {
    return new SqlClientLogins(database);
  }

  public Installation installation() {
    return new SqlInstallation(database);
  }

  public EventLog eventLog() {
    return eventLog;
  }

  public Events events() {
    return events;
  }

  public Sightings sightings() {
    return sightings;
  }

  public TestResults testResults() {
    return new SqlTestResults(database);
  }

  public Journeys journeys() {
    return new SqlJourneys(database);
  }

  public BalanceStatements balanceStatements() {
    return new SqlBalanceStatements(database);
  }

  public Strangers strangers() {
    return strangers;
  }

  /// Finishes the writes that are waiting, events included.
  @Override
  public void close() {
    eventLog.close();
    database.close();
    closeRest.run();
  }

  private static void requireUtf8(DataSource source) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("SHOW server_encoding")) {
      answer.next();
      if (!answer.getString(1).equals("UTF8")) {
        throw new IllegalStateException(
            "the PostgreSQL database must have the encoding UTF8, not " + answer.getString(1));
      }
    } catch (SQLException e) {
      throw new BrokenStoreException("cannot use the PostgreSQL database: " + e.getMessage(), e);
    }
  }
}
