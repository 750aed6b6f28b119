package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Identities;
import io.mintmark.device.Listing;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the device plane asks: one read, two guarded writes.
abstract class IdentitiesContract extends StoreContract {

  private static final Instant LATER = NOON.plusSeconds(60);

  private Identities identities;
  private Product product;

  @BeforeEach
  void makeProduct() {
    identities = store.identities();
    product = samples.product();
  }

  @Test
  void anUnknownProductHasNoListing() {
    assertThat(find(new DeviceIdentity(new ProductKey("a1unknown"), "lamp-1"))).isEmpty();
  }

  @Test
  void aKnownProductComesWithoutADeviceThatIsNotListed() {
    samples.device(product, "lamp-1");

    var listing = find(new DeviceIdentity(product.key(), "lamp-2"));

    assertThat(listing).contains(new Listing(product, Optional.empty()));
  }

  @Test
  void aListedDeviceComesWithItsProduct() {
    var device = samples.device(product, "lamp-1");

    var listing = find(device.identity());

    assertThat(listing).contains(new Listing(product, Optional.of(device)));
    assertThat(device.createdAt()).isEqualTo(NOON);
    assertThat(device.registeredAt()).isNull();
    assertThat(device.activatedAt()).isNull();
    assertThat(device.enabled()).isTrue();
    assertThat(device.resetPending()).isFalse();
  }

  @Test
  void aNameListedInAnotherProductIsNotFound() {
    samples.device(samples.product(), "lamp-1");

    assertThat(find(new DeviceIdentity(product.key(), "lamp-1")).orElseThrow().device()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lamp\u0000-1", "\u0000", "lamp\uD800", "\uDC00lamp", "'; --", "灯-1", "LAMP-1"})
  void aNameThatNoListHoldsIsSimplyNotFound(String name) {
    samples.device(product, "lamp-1");

    var listing = find(new DeviceIdentity(product.key(), name));

    assertThat(listing).contains(new Listing(product, Optional.empty()));
  }

  @Test
  void registeringKeepsTheFirstTime() {
    var device = samples.device(product, "lamp-1");

    assertThat(await(identities.markRegistered(device, 1, NOON.plusSeconds(1)))).isTrue();
    assertThat(await(identities.markRegistered(device, 1, LATER))).isTrue();

    assertThat(read(device).registeredAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(read(device).activatedAt()).isNull();
  }

  @Test
  void activatingKeepsTheFirstTimeAndEndsAReset() {
    var device = samples.device(product, "lamp-1");
    assertThat(await(identities.markActivated(device, NOON.plusSeconds(1)))).isTrue();
    store.devices().reset(device.identity());
    assertThat(read(device).resetPending()).isTrue();

    assertThat(await(identities.markActivated(device, LATER))).isTrue();

    assertThat(read(device).activatedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(read(device).resetPending()).isFalse();
  }

  @Test
  void anActivatedDeviceRegistersOnlyAfterAReset() {
    var device = samples.device(product, "lamp-1");
    await(identities.markActivated(device, NOON));

    assertThat(await(identities.markRegistered(device, 1, NOON))).isFalse();
    assertThat(read(device).registeredAt()).isNull();

    store.devices().reset(device.identity());
    assertThat(await(identities.markRegistered(device, 1, LATER))).isTrue();
    assertThat(read(device).registeredAt()).isEqualTo(LATER);
    assertThat(read(device).resetPending()).isTrue();
  }

  @Test
  void aDisabledDeviceIsNotMarked() {
    var device = samples.device(product, "lamp-1");
    store.devices().setEnabled(device.identity(), false);

    assertThat(await(identities.markRegistered(device, 1, NOON))).isFalse();
    assertThat(await(identities.markActivated(device, NOON))).isFalse();

    assertThat(read(device).registeredAt()).isNull();
    assertThat(read(device).activatedAt()).isNull();
  }

  @Test
  void aDeletedDeviceIsNotMarked() {
    var device = samples.device(product, "lamp-1");
    store.devices().delete(device.identity());

    assertThat(await(identities.markRegistered(device, 1, NOON))).isFalse();
    assertThat(await(identities.markActivated(device, NOON))).isFalse();
  }

  @Test
  void aDeviceMadeAnewUnderTheSameNameIsNotTakenForTheOldOne() {
    var old = samples.device(product, "lamp-1");
    store.devices().delete(old.identity());
    var fresh = samples.device(product, "lamp-1");

    assertThat(await(identities.markRegistered(old, 1, NOON))).isFalse();
    assertThat(await(identities.markActivated(old, NOON))).isFalse();

    assertThat(read(fresh)).isEqualTo(fresh);
  }

  @Test
  void manyDevicesAtOnceAreAllMarked() {
    var names = Samples.names("lamp-", 2_000);
    samples.minted(product, names.toArray(String[]::new));
    var devices = store.devices().page(product.key(), "", null, 5_000);
    List<CompletableFuture<Boolean>> marks = new ArrayList<>();

    for (var device : devices) {
      marks.add(identities.markRegistered(device, 1, LATER).toCompletableFuture());
      marks.add(identities.markActivated(device, LATER).toCompletableFuture());
    }

    assertThat(devices).hasSize(2_000);
    marks.forEach(CompletableFuture::join);
    assertThat(store.devices().page(product.key(), "", null, 5_000))
        .allMatch(device -> LATER.equals(device.activatedAt()));
  }

  private Optional<Listing> find(DeviceIdentity identity) {
    return await(identities.find(identity));
  }

  private Device read(Device device) {
    return find(device.identity()).orElseThrow().device().orElseThrow();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
