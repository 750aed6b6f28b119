package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Devices;
import io.mintmark.product.Product;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operators do to devices.
abstract class DevicesContract extends StoreContract {

  private Devices devices;
  private Product product;

  @BeforeEach
  void makeProduct() {
    devices = store.devices();
    product = samples.product();
  }

  @Test
  void pagesFollowTheOrderOfBytes() {
    samples.minted(product, "b", "a.", "B", "a-", "_", "aa", "ä", "9", "a", "😀", "\uFF21");

    var all = names("", null, 100);

    assertThat(all).containsExactly("9", "B", "_", "a", "a-", "a.", "aa", "b", "ä", "\uFF21", "😀");
  }

  @Test
  void pagesGoOnAfterTheLastName() {
    samples.minted(product, Samples.names("lamp-", 10).toArray(String[]::new));

    assertThat(names("", null, 4)).endsWith("lamp-000004");
    assertThat(names("", "lamp-000004", 4)).startsWith("lamp-000005").hasSize(4);
    assertThat(names("", "lamp-000008", 4)).containsExactly("lamp-000009", "lamp-000010");
    assertThat(names("", "lamp-000010", 4)).isEmpty();
  }

  @Test
  void aPrefixNarrowsThePage() {
    samples.minted(product, "a", "ab", "ab-1", "ab-2", "abc", "ac", "AB", "b", "a%", "a_x");

    assertThat(names("ab", null, 10)).containsExactly("ab", "ab-1", "ab-2", "abc");
    assertThat(names("ab", "ab-1", 10)).containsExactly("ab-2", "abc");
    assertThat(names("ab", "a", 10)).containsExactly("ab", "ab-1", "ab-2", "abc");
    assertThat(names("ab", "b", 10)).isEmpty();
    assertThat(names("a%", null, 10)).containsExactly("a%");
    assertThat(names("a_", null, 10)).containsExactly("a_x");
    assertThat(names("zz", null, 10)).isEmpty();
  }

  @Test
  void aPageHoldsOneProduct() {
    samples.minted(samples.product(), "other");
    samples.minted(product, "mine");

    assertThat(names("", null, 10)).containsExactly("mine");
  }

  @Test
  void disablingAndEnablingIsSeen() {
    var identity = samples.device(product, "lamp").identity();

    assertThat(devices.setEnabled(identity, false)).isTrue();
    assertThat(devices.find(identity).orElseThrow().enabled()).isFalse();

    assertThat(devices.setEnabled(identity, true)).isTrue();
    assertThat(devices.find(identity).orElseThrow().enabled()).isTrue();
  }

  @Test
  void aResetLeavesADeviceThatIsNotActivatedAsItIs() {
    var device = samples.device(product, "lamp");

    assertThat(devices.reset(device.identity())).isTrue();

    assertThat(devices.find(device.identity())).contains(device);
  }

  @Test
  void registeredDevicesAreCountedByTheSecretTheyUsed() {
    samples.minted(product, "a", "b", "c", "d");
    for (var name : List.of("a", "b", "c")) {
      var device = devices.find(new DeviceIdentity(product.key(), name)).orElseThrow();
      int version = name.equals("c") ? 2 : 1;
      store.identities().markRegistered(device, version, NOON).toCompletableFuture().join();
    }

    assertThat(devices.countBySecretVersion(product.key()))
        .containsExactlyInAnyOrderEntriesOf(Map.of(1, 2L, 2, 1L));
  }

  @Test
  void aResetDoesNotChangeTheSecret() {
    var device = samples.device(product, "lamp");
    store.identities().markActivated(device, NOON).toCompletableFuture().join();

    assertThat(devices.reset(device.identity())).isTrue();
    assertThat(devices.reset(device.identity())).isTrue();

    var reset = devices.find(device.identity()).orElseThrow();
    assertThat(reset.resetPending()).isTrue();
    assertThat(reset.secret()).isEqualTo(device.secret());
    assertThat(reset.activatedAt()).isEqualTo(NOON);
  }

  @Test
  void aDeletedDeviceIsGone() {
    var identity = samples.device(product, "lamp").identity();

    assertThat(devices.delete(identity)).isTrue();

    assertThat(devices.find(identity)).isEmpty();
    assertThat(devices.delete(identity)).isFalse();
  }

  @Test
  void anUnknownDeviceIsToldApart() {
    var identity = new DeviceIdentity(product.key(), "nobody");

    assertThat(devices.find(identity)).isEmpty();
    assertThat(devices.setEnabled(identity, true)).isFalse();
    assertThat(devices.reset(identity)).isFalse();
    assertThat(devices.delete(identity)).isFalse();
  }

  private List<String> names(String prefix, @Nullable String after, int limit) {
    return devices.page(product.key(), prefix, after, limit).stream()
        .map(device -> device.identity().name())
        .toList();
  }
}
