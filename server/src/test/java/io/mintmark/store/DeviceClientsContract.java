package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceClient;
import io.mintmark.device.DeviceClient.State;
import io.mintmark.device.DeviceClients;
import io.mintmark.device.DeviceClients.Admission;
import io.mintmark.device.DeviceClients.NewClient;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities.Creation;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Units under unlisted names: who is admitted, within which limits, and what becomes of them.
abstract class DeviceClientsContract extends StoreContract {

  private static final Instant LATER = NOON.plusSeconds(60);
  private static final int PER_NAME = 5;
  private static final int NAMES = 3;

  private DeviceClients clients;
  private Product product;

  @BeforeEach
  void makeProduct() {
    clients = store.deviceClients();
    product = samples.product();
  }

  @Test
  void theFirstUnitCreatesItsDevice() {
    assertThat(admit("lamp", "unit1")).isEqualTo(Admission.ADMITTED);

    var device = device("lamp").orElseThrow();
    assertThat(device.isUnlisted()).isTrue();
    assertThat(device.enabled()).isTrue();
    assertThat(device.registeredWith()).isEqualTo(1);
    assertThat(device.registeredAt()).isEqualTo(NOON);
    assertThat(device.activatedAt()).isNull();
    assertThat(clients.ofName(name("lamp"))).containsExactly(client("lamp", "unit1"));
  }

  @Test
  void aFurtherUnitLeavesTheDeviceAsItIsAndNotesTheVersionOfTheSecret() {
    admit("lamp", "unit1");
    var before = device("lamp").orElseThrow();

    await(clients.admit(unit("lamp", "unit2", PER_NAME, NAMES, 2, LATER)));

    var after = device("lamp").orElseThrow();
    assertThat(after.secret()).isEqualTo(before.secret());
    assertThat(after.registeredAt()).isEqualTo(NOON);
    assertThat(after.registeredWith()).isEqualTo(2);
    assertThat(clients.ofName(name("lamp")))
        .extracting(DeviceClient::clientId)
        .containsExactly("unit1", "unit2");
  }

  @Test
  void aNameHasNoMoreUnitsThanItMay() {
    for (int i = 1; i <= PER_NAME; i++) {
      assertThat(admit("lamp", "unit" + i)).isEqualTo(Admission.ADMITTED);
    }

    assertThat(admit("lamp", "unit6")).isEqualTo(Admission.TOO_MANY_CLIENTS);
    assertThat(clients.ofName(name("lamp"))).hasSize(PER_NAME);
  }

  @Test
  void aProductHasNoMoreUnlistedNamesThanItMayHoweverTheyCameAbout() {
    assertThat(admit("lamp-1", "unit")).isEqualTo(Admission.ADMITTED);
    assertThat(create("lamp-2")).isEqualTo(Creation.CREATED);
    assertThat(create("lamp-3")).isEqualTo(Creation.CREATED);

    assertThat(admit("lamp-4", "unit")).isEqualTo(Admission.TOO_MANY_NAMES);
    assertThat(create("lamp-4")).isEqualTo(Creation.TOO_MANY_NAMES);
    assertThat(device("lamp-4")).isEmpty();
    assertThat(admit("lamp-1", "another")).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void listedDevicesDoNotCountAsUnlistedNames() {
    samples.minted(product, Samples.names("listed-", 10).toArray(String[]::new));

    assertThat(admit("lamp", "unit")).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void manyAtOnceDoNotExceedTheUnitsOfAName() {
    var admissions = atOnce(60, i -> clients.admit(unit("lamp", "unit" + i)));

    assertThat(Collections.frequency(admissions, Admission.ADMITTED)).isEqualTo(PER_NAME);
    assertThat(Collections.frequency(admissions, Admission.TOO_MANY_CLIENTS))
        .isEqualTo(60 - PER_NAME);
    assertThat(clients.ofName(name("lamp"))).hasSize(PER_NAME);
  }

  @Test
  void manyAtOnceDoNotExceedTheNamesOfAProduct() {
    var admissions = atOnce(60, i -> clients.admit(unit("lamp-" + i, "unit")));

    assertThat(Collections.frequency(admissions, Admission.ADMITTED)).isEqualTo(NAMES);
    assertThat(Collections.frequency(admissions, Admission.TOO_MANY_NAMES)).isEqualTo(60 - NAMES);
    assertThat(store.devices().page(product.key(), "", null, 100)).hasSize(NAMES);
  }

  @Test
  void ofManyWhoCreateOneDeviceAtOnceOneDoes() {
    var creations = atOnce(40, _ -> store.identities().create(fresh("lamp"), NAMES));

    assertThat(Collections.frequency(creations, Creation.CREATED)).isEqualTo(1);
    assertThat(Collections.frequency(creations, Creation.NAME_TAKEN)).isEqualTo(39);
    assertThat(create("lamp-2")).isEqualTo(Creation.CREATED);
    assertThat(create("lamp-3")).isEqualTo(Creation.CREATED);
    assertThat(create("lamp-4")).isEqualTo(Creation.TOO_MANY_NAMES);
  }

  @Test
  void aCreatedDeviceIsReadAsItWasGiven() {
    var fresh = fresh("lamp");

    await(store.identities().create(fresh, NAMES));

    assertThat(device("lamp")).contains(fresh);
  }

  @Test
  void listedNamesAreNotTaken() {
    samples.minted(product, "minted");
    store.batches().create(samples.uploaded(product.key(), 1), List.of("listed"));

    assertThat(admit("minted", "unit")).isEqualTo(Admission.NAME_IS_LISTED);
    assertThat(admit("listed", "unit")).isEqualTo(Admission.NAME_IS_LISTED);
    assertThat(create("minted")).isEqualTo(Creation.NAME_TAKEN);
    assertThat(create("listed")).isEqualTo(Creation.NAME_TAKEN);
    assertThat(device("listed")).isEmpty();
  }

  @Test
  void anUnlistedNameCannotBeListedAnyMore() {
    admit("lamp-000002", "unit");

    var taken =
        store.batches().create(samples.uploaded(product.key(), 3), Samples.names("lamp-", 3));

    assertThat(taken).hasSize(1).first().extracting("name").isEqualTo("lamp-000002");
  }

  @Test
  void ofAListAndAUnitThatWantOneNameAtOnceOneGetsIt() throws Exception {
    for (int round = 0; round < 20; round++) {
      var owner = samples.product();
      var names = Samples.names("lamp-", 600);
      var wanted = new DeviceIdentity(owner.key(), names.getLast());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var list =
            threads.submit(() -> store.batches().create(samples.uploaded(owner.key(), 600), names));
        var admission = await(clients.admit(unit(wanted, "unit", PER_NAME, NAMES, 1, NOON)));

        boolean listed = list.get().isEmpty();
        assertThat(admission == Admission.ADMITTED).isEqualTo(!listed);
      }
    }
  }

  @Test
  void aDisabledNameAdmitsNobody() {
    admit("lamp", "unit1");
    store.devices().setEnabled(name("lamp"), false);

    assertThat(admit("lamp", "unit2")).isEqualTo(Admission.DEVICE_DISABLED);
  }

  @Test
  void aUnitIsFoundWithItsProductAndDevice() {
    admit("lamp", "unit1");

    var found = await(clients.find(name("lamp"), "unit1"));

    assertThat(found.listing().orElseThrow().product()).isEqualTo(product);
    assertThat(found.listing().orElseThrow().device()).isEqualTo(device("lamp"));
    assertThat(found.client()).contains(client("lamp", "unit1"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    admit("lamp", "unit1");
    samples.minted(product, "listed");

    assertThat(await(clients.find(name("lamp"), "UNIT1")).client()).isEmpty();
    assertThat(await(clients.find(name("lamp"), "")).client()).isEmpty();
    assertThat(await(clients.find(name("Lamp"), "unit1")).listing().orElseThrow().device())
        .isEmpty();
    var listed = await(clients.find(name("listed"), "unit1"));
    assertThat(listed.listing().orElseThrow().device()).isPresent();
    assertThat(listed.client()).isEmpty();
    var nowhere = new DeviceIdentity(new ProductKey("a1unknown"), "lamp");
    assertThat(await(clients.find(nowhere, "unit1")).listing()).isEmpty();
  }

  @Test
  void theFirstLoginIsNotedOnceForTheUnitAndForItsDevice() {
    admit("lamp", "unit1");
    var seen = client("lamp", "unit1");

    assertThat(await(clients.markConnected(seen, LATER))).isTrue();
    assertThat(await(clients.markConnected(seen, LATER.plusSeconds(1)))).isTrue();

    assertThat(clients.ofName(name("lamp")).getFirst().firstConnectedAt()).isEqualTo(LATER);
    assertThat(device("lamp").orElseThrow().activatedAt()).isEqualTo(LATER);
  }

  @Test
  void aLoginEndsAPendingReset() {
    admit("lamp", "unit1");
    await(clients.markConnected(client("lamp", "unit1"), NOON));
    store.devices().reset(name("lamp"));

    await(clients.markConnected(clients.ofName(name("lamp")).getFirst(), LATER));

    assertThat(device("lamp").orElseThrow().resetPending()).isFalse();
    assertThat(device("lamp").orElseThrow().activatedAt()).isEqualTo(NOON);
  }

  @Test
  void aUnitBannedOrShutOutMeanwhileIsNotMarked() {
    admit("lamp", "unit1");
    admit("other", "unit1");
    var banned = client("lamp", "unit1");
    clients.banAll(name("lamp"));
    store.devices().setEnabled(name("other"), false);

    assertThat(await(clients.markConnected(banned, LATER))).isFalse();
    assertThat(await(clients.markConnected(client("other", "unit1"), LATER))).isFalse();

    assertThat(device("lamp").orElseThrow().activatedAt()).isNull();
    assertThat(device("other").orElseThrow().activatedAt()).isNull();
    assertThat(clients.ofName(name("other")).getFirst().firstConnectedAt()).isNull();
  }

  @Test
  void deletingADeviceEndsItsUnitsAndFreesItsPlace() {
    admit("lamp", "unit1");
    create("lamp-2");
    create("lamp-3");
    var old = client("lamp", "unit1");

    assertThat(store.devices().delete(name("lamp"))).isTrue();

    assertThat(clients.ofName(name("lamp"))).isEmpty();
    assertThat(await(clients.find(name("lamp"), "unit1")).client()).isEmpty();
    assertThat(await(clients.markConnected(old, LATER))).isFalse();
    assertThat(create("lamp-4")).isEqualTo(Creation.CREATED);
    assertThat(create("lamp-5")).isEqualTo(Creation.TOO_MANY_NAMES);
    assertThat(store.devices().delete(name("lamp"))).isFalse();
  }

  @Test
  void aUnitOfADeletedDeviceIsNotTakenForOneOfItsSuccessor() {
    await(
        clients.admit(
            new NewClient(
                name("lamp"), "unit1", "old hash", samples.secret(), PER_NAME, NAMES, 1, NOON)));
    var old = clients.ofName(name("lamp")).getFirst();
    store.devices().delete(name("lamp"));
    admit("lamp", "unit1");

    assertThat(await(clients.markConnected(old, LATER))).isFalse();

    assertThat(clients.ofName(name("lamp"))).containsExactly(client("lamp", "unit1"));
    assertThat(device("lamp").orElseThrow().activatedAt()).isNull();
  }

  @Test
  void keepingOneBansTheOthersAndFreesTheirPlaces() {
    for (int i = 1; i <= PER_NAME; i++) {
      admit("lamp", "unit" + i);
    }

    assertThat(clients.keepOnly(name("lamp"), "unit3")).isTrue();

    assertThat(live("lamp")).containsExactly("unit3");
    for (int i = 6; i <= 9; i++) {
      assertThat(admit("lamp", "unit" + i)).isEqualTo(Admission.ADMITTED);
    }
    assertThat(admit("lamp", "unit10")).isEqualTo(Admission.TOO_MANY_CLIENTS);
  }

  @Test
  void onlyALiveUnitCanBeKept() {
    admit("lamp", "unit1");
    admit("lamp", "unit2");
    clients.keepOnly(name("lamp"), "unit1");

    assertThat(clients.keepOnly(name("lamp"), "unit2")).isFalse();
    assertThat(clients.keepOnly(name("lamp"), "nobody")).isFalse();
    assertThat(clients.keepOnly(name("nobody"), "unit1")).isFalse();

    assertThat(live("lamp")).containsExactly("unit1");
  }

  @Test
  void banningAllFreesAllPlaces() {
    admit("lamp", "unit1");
    admit("lamp", "unit2");

    assertThat(clients.banAll(name("lamp"))).isEqualTo(2);
    assertThat(clients.banAll(name("lamp"))).isZero();
    assertThat(clients.banAll(name("nobody"))).isZero();

    assertThat(live("lamp")).isEmpty();
    assertThat(clients.ofName(name("lamp"))).hasSize(2);
    for (int i = 3; i < 3 + PER_NAME; i++) {
      assertThat(admit("lamp", "unit" + i)).isEqualTo(Admission.ADMITTED);
    }
  }

  @Test
  void namesWithSeveralUnitsArePagedInOrder() {
    for (var lamp : List.of("c", "a", "b")) {
      admit(lamp, "unit1");
      admit(lamp, "unit2");
    }
    clients.keepOnly(name("b"), "unit1");

    assertThat(clients.namesWithSeveral(product.key(), null, 10))
        .containsExactly(name("a"), name("c"));
    assertThat(clients.namesWithSeveral(product.key(), null, 1)).containsExactly(name("a"));
    assertThat(clients.namesWithSeveral(product.key(), "a", 10)).containsExactly(name("c"));
    assertThat(clients.namesWithSeveral(samples.product().key(), null, 10)).isEmpty();
  }

  private static <T> List<T> atOnce(int count, IntFunction<CompletionStage<T>> act) {
    try (var threads = Executors.newFixedThreadPool(16)) {
      var all =
          IntStream.range(0, count)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> await(act.apply(i)), threads))
              .toList();
      return new ArrayList<>(all.stream().map(CompletableFuture::join).toList());
    }
  }

  private Admission admit(String name, String clientId) {
    return await(clients.admit(unit(name, clientId)));
  }

  private Creation create(String name) {
    return await(store.identities().create(fresh(name), NAMES));
  }

  private Device fresh(String name) {
    return Device.unlisted(name(name), samples.secret(), 1, NOON);
  }

  private NewClient unit(String name, String clientId) {
    return unit(name, clientId, PER_NAME, NAMES, 1, NOON);
  }

  private NewClient unit(
      String name, String clientId, int perName, int names, int secretVersion, Instant at) {
    return unit(name(name), clientId, perName, names, secretVersion, at);
  }

  private NewClient unit(
      DeviceIdentity identity,
      String clientId,
      int perName,
      int names,
      int secretVersion,
      Instant at) {
    return new NewClient(
        identity,
        clientId,
        "hash of " + clientId,
        samples.secret(),
        perName,
        names,
        secretVersion,
        at);
  }

  private DeviceClient client(String name, String clientId) {
    return new DeviceClient(name(name), clientId, "hash of " + clientId, State.ACTIVE, NOON, null);
  }

  private List<String> live(String name) {
    return clients.ofName(name(name)).stream()
        .filter(client -> client.state() == State.ACTIVE)
        .map(DeviceClient::clientId)
        .toList();
  }

  private Optional<Device> device(String name) {
    return store.devices().find(name(name));
  }

  private DeviceIdentity name(String name) {
    return new DeviceIdentity(product.key(), name);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
