package io.mintmark.app;

import io.mintmark.access.AccountDesk;
import io.mintmark.access.KeyDesk;
import io.mintmark.access.Passwords;
import io.mintmark.access.SignInDesk;
import io.mintmark.access.StoredApplicationLogin;
import io.mintmark.api.ManagementServer;
import io.mintmark.api.UseCases;
import io.mintmark.broker.BrokerLink;
import io.mintmark.broker.EmbeddedBroker;
import io.mintmark.broker.ExternalBroker;
import io.mintmark.certificate.CertificateAuthority;
import io.mintmark.certificate.CertificateKeeper;
import io.mintmark.device.DeviceOffice;
import io.mintmark.dialect.Dialects;
import io.mintmark.dialect.aliyun.AliyunDialect;
import io.mintmark.dialect.tencent.TencentDialect;
import io.mintmark.explanation.Explainer;
import io.mintmark.gate.Gate;
import io.mintmark.gate.GateAddresses;
import io.mintmark.gate.GateNeighbours;
import io.mintmark.gateway.StoredGatewayDesk;
import io.mintmark.gateway.TopologyOffice;
import io.mintmark.login.CredentialLogin;
import io.mintmark.login.SecretLogin;
import io.mintmark.login.SecretsAsKeys;
import io.mintmark.login.TokenLogin;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.SecretRotation;
import io.mintmark.refusal.ProofDoctor;
import io.mintmark.registration.SignedRegistrar;
import io.mintmark.risk.CloneWatch;
import io.mintmark.risk.EvidenceClerk;
import io.mintmark.risk.LastAddresses;
import io.mintmark.risk.RiskDesk;
import io.mintmark.risk.WatchedLogin;
import io.mintmark.risk.WatchedRegistrar;
import io.mintmark.store.BrokenStoreException;
import io.mintmark.store.Store;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.MasterKeyCheck;
import io.mintmark.vault.ProofCheck;
import io.mintmark.vault.SecretText;
import io.mintmark.vault.Vault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A whole server, wired by hand. It starts from the ground up, so that whoever listens finds
/// everything behind it ready, and stops the other way round: first nobody new is let in, last the
/// store writes what is waiting.
public final class MintmarkServer implements AutoCloseable {

  private static final String POSTGRES = "jdbc:postgresql:";

  /// Each takes 19 MiB and a core for some 50 ms.
  private static final int HASHINGS_AT_ONCE = 2;

  private final Settings settings;
  private final DataFolder folder;
  private final StopOrder stopOrder = new StopOrder();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private final Dialects dialects =
      new Dialects(List.of(new AliyunDialect(), new TencentDialect(UUID::randomUUID)));
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final KeyDesk keys;
  private final Optional<SecretText> firstPassword;
  private final Addresses addresses;

  private MintmarkServer(Settings settings) {
    this.settings = settings;
    this.folder = DataFolder.prepare(settings.dataFolder());
    try {
      var vault = new Vault(MasterKey.loadOrCreate(folder.masterKey(), random), random);
      Store store = stopOrder.add(openStore(settings, folder));
      requireFittingKey(vault, store, folder);
      var signIns = signInDesk(store, vault, random, clock);
      var authority = CertificateAuthority.open(folder.certificates(), random, clock);
      BrokerLink broker = startBroker();
      var applications =
          new StoredApplicationLogin(
              store.accessKeys(), store.products(), vault, stopOrder.add(newVirtualThreads()));
      var certificates =
          new CertificateKeeper(
              authority,
              settings.list(Setting.GATE_HOST_NAMES),
              SettingsForms.certificates(settings),
              clock);
      var watch = new CloneWatch(clock);
      var gate = stopOrder.add(gate(store, vault, certificates, broker, applications, watch));
      keys = new KeyDesk(store.accessKeys(), vault, gate.applications(), random, clock);
      var clerk = stopOrder.add(evidenceClerk(store, watch, gate));
      clerk.start();
      var gateAddresses = gate.start();
      stopOrder.add(CertificateWatch.start(certificates, gate, store.eventLog(), clock));
      var production =
          new MassProduction(settings, folder, store, vault, dialects, stopOrder, random, clock);
      production.start();
      var management =
          stopOrder.add(startManagement(store, vault, authority, gate, production, signIns));
      firstPassword = signIns.createFirstAdministrator();
      addresses = addresses(gateAddresses, management);
    } catch (IOException | IllegalStateException e) {
      // The parts refuse to start with a message for the operator.
      stopOrder.stopAll();
      throw SettingsException.because(e);
    } catch (RuntimeException | Error e) {
      stopOrder.stopAll();
      throw e;
    }
  }

  /// Starts a server; every listener answers when this returns.
  ///
  /// @throws SettingsException with one line for the operator if it cannot; nothing is left running
  public static MintmarkServer start(Settings settings) {
    return new MintmarkServer(settings);
  }

  /// Gives the administrator of a stopped server a new one-time password.
  public static SecretText resetAdministrator(Settings settings) {
    var folder = DataFolder.prepare(settings.dataFolder());
    var random = new SecureRandom();
    try (var store = openStore(settings, folder)) {
      var vault = new Vault(MasterKey.loadOrCreate(folder.masterKey(), random), random);
      requireFittingKey(vault, store, folder);
      return signInDesk(store, vault, random, InstantSource.system()).resetAdministrator();
    } catch (IllegalStateException e) {
      throw SettingsException.because(e);
    }
  }

  private static Store openStore(Settings settings, DataFolder folder) {
    String url = settings.text(Setting.STORE_URL);
    if (url.contains("password=")) {
      // The address is printed at start and stands in errors.
      throw new SettingsException(
          "%s holds a password; give it as %s instead"
              .formatted(Setting.STORE_URL.key(), Setting.STORE_PASSWORD.key()));
    }
    if (!url.isEmpty() && !url.startsWith(POSTGRES)) {
      throw new SettingsException(
          "%s is '%s'; it must be empty or begin with %s"
              .formatted(Setting.STORE_URL.key(), url, POSTGRES));
    }
    try {
      return url.isEmpty()
          ? Store.openSqlite(folder.store())
          : Store.openPostgres(
              url,
              settings.text(Setting.STORE_USER),
              SecretText.of(settings.text(Setting.STORE_PASSWORD)));
    } catch (BrokenStoreException e) {
      throw SettingsException.because(e);
    }
  }

  private static void requireFittingKey(Vault vault, Store store, DataFolder folder) {
    if (!MasterKeyCheck.fits(vault, store.installation())) {
      throw new SettingsException(
          "%s is not the master key that this database was sealed with; restore it from your backup"
              .formatted(folder.masterKey()));
    }
  }

  private static SignInDesk signInDesk(
      Store store, Vault vault, SecureRandom random, InstantSource clock) {
    return new SignInDesk(
        store.accounts(),
        store.signIns(),
        new Passwords(random, HASHINGS_AT_ONCE),
        vault,
        random,
        clock);
  }

  private static ExecutorService newVirtualThreads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  private BrokerLink startBroker() throws IOException {
    var elsewhere = SettingsForms.externalBroker(settings, folder.broker());
    if (elsewhere.isPresent()) {
      var broker = stopOrder.add(new ExternalBroker(elsewhere.get()));
      broker.start();
      return broker;
    }
    var broker =
        stopOrder.add(
            new EmbeddedBroker(SettingsForms.broker(settings, folder.broker()), random, clock));
    broker.start();
    return broker;
  }

  private Gate gate(
      Store store,
      Vault vault,
      CertificateKeeper certificates,
      BrokerLink broker,
      StoredApplicationLogin applications,
      CloneWatch watch) {
    var proofs = new ProofCheck();
    var wrongProofs = stopOrder.add(new ProofDoctor(store.products(), vault, store.eventLog()));
    var neighbours =
        new GateNeighbours(
            dialects,
            new WatchedRegistrar(
                new SignedRegistrar(
                    store.identities(),
                    store.deviceClients(),
                    vault,
                    proofs,
                    store.eventLog(),
                    wrongProofs,
                    random,
                    clock),
                watch),
            new WatchedLogin(
                new CredentialLogin(
                    new SecretLogin(store.identities(), vault, proofs, wrongProofs, clock),
                    new TokenLogin(store.deviceClients(), vault, clock),
                    store.eventLog(),
                    clock),
                watch),
            new SecretsAsKeys(store.identities(), vault),
            new StoredGatewayDesk(
                store.identities(),
                store.topology(),
                vault,
                proofs,
                store.eventLog(),
                wrongProofs,
                clock),
            applications,
            broker,
            store.eventLog(),
            watch);
    return new Gate(
        SettingsForms.gate(settings), certificates.certificates(), neighbours, random, clock);
  }

  private static EvidenceClerk evidenceClerk(Store store, CloneWatch watch, Gate gate) {
    return new EvidenceClerk(
        watch,
        store.deviceClients(),
        LastAddresses.in(store.sightings()),
        store.riskFiles(),
        store.clientLogins(),
        store.products(),
        gate.sessions(),
        store.eventLog());
  }

  private ManagementServer startManagement(
      Store store,
      Vault vault,
      CertificateAuthority authority,
      Gate gate,
      MassProduction production,
      SignInDesk signIns) {
    var events = store.eventLog();
    var topology =
        new TopologyOffice(store.topology(), gate.sessions(), gate.gateways(), events, clock);
    var catalog = new ProductCatalog(store.products(), vault, random, clock);
    var useCases =
        new UseCases(
            signIns,
            new AccountDesk(store.accounts(), signIns),
            keys,
            store.projects(),
            store.products(),
            catalog,
            new SecretRotation(store.products(), vault, random, clock),
            production.cases(catalog),
            production.deliveries(catalog),
            production.line(),
            store.devices(),
            new DeviceOffice(store.devices(), gate.sessions(), topology, events, clock),
            topology,
            gate.sessions(),
            store.sightings(),
            () -> GateFiguresView.of(gate.counters().read()),
            new RiskDesk(
                store.riskFiles(),
                store.clientLogins(),
                store.deviceClients(),
                gate.sessions(),
                events,
                clock),
            store.events(),
            events,
            new Explainer(store.devices()),
            authority.certificatePem(),
            random,
            clock);
    return ManagementServer.start(SettingsForms.management(settings), useCases);
  }

  private Addresses addresses(GateAddresses gate, ManagementServer management) {
    return new Addresses(
        gate.mqtt(),
        gate.mqtts(),
        gate.http(),
        gate.https(),
        new InetSocketAddress(settings.text(Setting.MANAGEMENT_ADDRESS), management.port()));
  }

  public Addresses addresses() {
    return addresses;
  }

  /// The file with the certificate that devices must trust.
  public Path authorityFile() {
    return folder.authority();
  }

  public Path dataFolder() {
    return folder.root();
  }

  /// Settings that are not at their default, a line each, secrets hidden.
  public List<String> changedSettings() {
    return settings.changed();
  }

  /// The administrator's one-time password, if this start created him.
  public Optional<SecretText> firstPassword() {
    return firstPassword;
  }

  /// A new API key, for a program that runs beside the server such as the demo.
  public SecretText issueApiKey(String name) {
    return keys.issueApiKey(name).token();
  }

  /// Waits until the process is told to end (SIGTERM, Ctrl-C); the process then ends only after
  /// [#close].
  public void awaitStop() throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopAsked.countDown();
                  awaitUninterruptibly(stopped);
                },
                "stop"));
    stopAsked.await();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopOrder.stopAll();
    stopped.countDown();
  }
}
