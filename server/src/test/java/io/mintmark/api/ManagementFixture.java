package io.mintmark.api;

import io.mintmark.access.AccountDesk;
import io.mintmark.access.KeyDesk;
import io.mintmark.access.LiveApplications;
import io.mintmark.access.Passwords;
import io.mintmark.access.SignInDesk;
import io.mintmark.delivery.DeliveryDesk;
import io.mintmark.delivery.DeliverySettings;
import io.mintmark.delivery.FactoryLine;
import io.mintmark.delivery.LeakSearch;
import io.mintmark.delivery.PackageDesk;
import io.mintmark.device.DeviceOffice;
import io.mintmark.device.KnownClients;
import io.mintmark.event.EventLog;
import io.mintmark.explanation.Explainer;
import io.mintmark.gateway.TopologyOffice;
import io.mintmark.label.LabelPreview;
import io.mintmark.line.Line;
import io.mintmark.output.BindingTexts;
import io.mintmark.output.CodeColumn;
import io.mintmark.output.FileCatalog;
import io.mintmark.output.FileDesk;
import io.mintmark.output.StandardFormats;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.SecretRotation;
import io.mintmark.production.BatchClerk;
import io.mintmark.production.BatchDesk;
import io.mintmark.production.Batches;
import io.mintmark.production.MemoryNameLists;
import io.mintmark.production.Minting;
import io.mintmark.production.OrderDesk;
import io.mintmark.production.ProductNames;
import io.mintmark.production.ProductionSettings;
import io.mintmark.production.ReviewRule;
import io.mintmark.risk.RiskDesk;
import io.mintmark.sheet.ListDesk;
import io.mintmark.sheet.ListFiles;
import io.mintmark.sheet.SheetReader;
import io.mintmark.sheet.SpreadsheetOpener;
import io.mintmark.sheet.StoredNameLists;
import io.mintmark.store.Store;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The whole management plane of a test class: the real use cases over an SQLite store of its own,
/// and the server on a free port. Only the gate and the clock are stand-ins.
final class ManagementFixture implements BeforeAllCallback, AfterAllCallback {

  static final ProductionSettings PRODUCTION =
      new ProductionSettings(300_000, 4 << 20, 1_000, 100, Duration.ofMillis(1), 3);

  /// Each figure another number.
  static final GateFigures GATE =
      new GateFigures(
          1, 2, 3, 4, 5, 6, 7, 8, 9, new GateRefusals(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20));

  final TestClock clock = new TestClock();
  final TestSessions sessions = new TestSessions();
  final KnownClients clients = new KnownClients();
  final MemoryNameLists lists = new MemoryNameLists();
  final TestHandovers handovers = new TestHandovers();
  Store store;
  SignInDesk signIns;
  UseCases useCases;
  ManagementServer server;

  /// An API key.
  String key;

  /// What the server printed at its first start.
  SecretText oneTimePassword;

  private final UnaryOperator<Batches> batchFaults;
  private Path folder;
  private Minting minting;
  private BatchClerk clerk;

  ManagementFixture() {
    this(UnaryOperator.identity());
  }

  /// @param batchFaults puts faults between the use cases and the stored batches
  ManagementFixture(UnaryOperator<Batches> batchFaults) {
    this.batchFaults = batchFaults;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("mintmark-api");
    store = Store.openSqlite(folder);
    useCases = wired();
    signIns = useCases.signIns();
    oneTimePassword = signIns.createFirstAdministrator().orElseThrow();
    key = useCases.keys().issueApiKey("tests").token().expose();
    server =
        ManagementServer.start(new ManagementSettings("127.0.0.1", 0, "management.port"), useCases);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
    clerk.close();
    minting.close();
    store.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /// A client with the API key.
  ApiClient api() {
    return anybody().with(key);
  }

  /// A client with an API key of its own, for somebody else.
  ApiClient another(String name) {
    return anybody().with(useCases.keys().issueApiKey(name).token().expose());
  }

  /// A client without a token.
  ApiClient anybody() {
    return new ApiClient(server.port());
  }

  EventLog eventLog() {
    return store.eventLog();
  }

  private UseCases wired() {
    var random = new SecureRandom();
    var vault = new Vault(MasterKey.generate(random), random);
    var batches = batchFaults.apply(store.batches());
    var events = store.eventLog();
    minting = new Minting(batches, store.products(), vault, events, PRODUCTION, random, clock);
    var sheets = new SheetReader(SpreadsheetOpener.NONE);
    clerk = new BatchClerk(batches, minting, PRODUCTION);
    var reviews = ReviewRule.of(store.products(), store.projects());
    var topology = new TopologyOffice(store.topology(), sessions, (_, _) -> {}, events, clock);
    var catalog = new ProductCatalog(store.products(), vault, random, clock);
    var files = new FileCatalog(StandardFormats.all(CodeColumn.NONE, catalog));
    var desk =
        new SignInDesk(
            store.accounts(), store.signIns(), new Passwords(random, 2), vault, random, clock);
    return new UseCases(
        desk,
        new AccountDesk(store.accounts(), desk),
        new KeyDesk(store.accessKeys(), vault, LiveApplications.NONE, random, clock),
        store.projects(),
        store.products(),
        catalog,
        new SecretRotation(store.products(), vault, random, clock),
        new ProductionCases(
            batches,
            new OrderDesk(
                store.products(),
                batches,
                reviews,
                store.answeredRequests(),
                lists,
                minting,
                events,
                sheets,
                vault,
                PRODUCTION,
                random,
                clock),
            new BatchDesk(batches, reviews, clerk, events, clock),
            minting,
            new FileDesk(files, batches, store.products(), vault, events, clock),
            new LabelPreview(batches, new BindingTexts((_, _, _) -> Optional.empty())),
            nameLists(batches, sheets, random),
            PRODUCTION),
        new DeliveryCases(
            store.factories(),
            store.deliveries(),
            new DeliveryDesk(
                store.deliveries(),
                store.factories(),
                store.products(),
                files,
                vault,
                events,
                DeliverySettings.DEFAULTS,
                random,
                clock),
            new PackageDesk(
                store.deliveries(),
                store.factories(),
                batches,
                store.products(),
                files,
                vault,
                events,
                clock),
            new LeakSearch(store.deliveries(), batches, store.products(), vault)),
        Line.of(
            new Line.Stores(
                store.testResults(),
                store.journeys(),
                store.strangers(),
                store.balanceStatements()),
            handovers,
            new FactoryLine(store.deliveries()),
            events,
            clock),
        store.devices(),
        new DeviceOffice(store.devices(), sessions, topology, events, clock),
        topology,
        sessions,
        store.sightings(),
        () -> GATE,
        new RiskDesk(store.riskFiles(), store.clientLogins(), clients, sessions, events, clock),
        store.events(),
        events,
        new Explainer(store.devices()),
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        random,
        clock);
  }

  private NameListCases nameLists(Batches batches, SheetReader sheets, SecureRandom random) {
    var shelf = store.listShelf();
    var lists = new StoredNameLists(shelf, clock);
    var limits = PRODUCTION.sheetLimits();
    var names = new ProductNames(batches, store.deletedNames());
    var desk = new ListDesk(shelf, sheets, names, limits, Duration.ofHours(24), random, clock);
    return new NameListCases(desk, lists, new ListFiles(shelf, lists), limits);
  }
}
