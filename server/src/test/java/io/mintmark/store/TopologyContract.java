package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.gateway.Topology;
import io.mintmark.product.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which sub-device belongs to which gateway.
abstract class TopologyContract extends StoreContract {

  private Topology topology;
  private Product product;
  private Device gateway;
  private Device otherGateway;
  private Device sub;

  @BeforeEach
  void makeDevices() {
    topology = store.topology();
    product = samples.product();
    gateway = samples.device(product, "gw-1");
    otherGateway = samples.device(product, "gw-2");
    sub = samples.device(product, "sub-1");
  }

  @Test
  void aDeviceHasNoGatewayUntilItIsBound() {
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
    assertThat(await(topology.subDevicesOf(gateway.identity()))).isEmpty();
  }

  @Test
  void aBoundSubDeviceIsFoundFromBothSides() {
    assertThat(bind(gateway, sub, null)).isTrue();

    assertThat(await(topology.gatewayOf(sub.identity()))).contains(gateway.identity());
    assertThat(await(topology.subDevicesOf(gateway.identity()))).containsExactly(sub.identity());
  }

  @Test
  void subDevicesComeInTheOrderOfTheirNames() {
    for (String name : List.of("b", "a-", "a", "_")) {
      assertThat(bind(gateway, samples.device(product, name), null)).isTrue();
    }

    assertThat(await(topology.subDevicesOf(gateway.identity())))
        .extracting(DeviceIdentity::name)
        .containsExactly("_", "a", "a-", "b");
  }

  @Test
  void bindingAgainChangesNothing() {
    bind(gateway, sub, null);

    assertThat(bind(gateway, sub, gateway.identity())).isTrue();

    assertThat(await(topology.subDevicesOf(gateway.identity()))).containsExactly(sub.identity());
  }

  @Test
  void aSubDeviceLeavesTheGatewayItWasSeenWithForAnother() {
    bind(gateway, sub, null);

    assertThat(bind(otherGateway, sub, gateway.identity())).isTrue();

    assertThat(await(topology.gatewayOf(sub.identity()))).contains(otherGateway.identity());
    assertThat(await(topology.subDevicesOf(gateway.identity()))).isEmpty();
  }

  @Test
  void aSubDeviceThatGotAnotherGatewayMeanwhileStaysThere() {
    bind(gateway, sub, null);

    assertThat(bind(otherGateway, sub, null)).isFalse();

    assertThat(await(topology.gatewayOf(sub.identity()))).contains(gateway.identity());
  }

  @Test
  void aDeviceDisabledMeanwhileIsNotBound() {
    store.devices().setEnabled(sub.identity(), false);

    assertThat(bind(gateway, sub, null)).isFalse();
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
  }

  @Test
  void aGatewayDisabledMeanwhileGetsNothing() {
    store.devices().setEnabled(gateway.identity(), false);

    assertThat(bind(gateway, sub, null)).isFalse();
  }

  @Test
  void aDeviceMadeAnewUnderTheSameNameIsNotTakenForTheOldOne() {
    store.devices().delete(sub.identity());
    samples.device(product, "sub-1");

    assertThat(bind(gateway, sub, null)).isFalse();
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
  }

  @Test
  void aRelationEndsOnceAndOnlyForItsGateway() {
    bind(gateway, sub, null);

    assertThat(await(topology.unbind(otherGateway.identity(), sub.identity()))).isFalse();
    assertThat(await(topology.unbind(gateway.identity(), sub.identity()))).isTrue();
    assertThat(await(topology.unbind(gateway.identity(), sub.identity()))).isFalse();
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
  }

  @Test
  void aGatewayGivesUpItsOwnSubDevicesOnly() {
    bind(gateway, sub, null);
    bind(gateway, samples.device(product, "sub-2"), null);
    bind(otherGateway, samples.device(product, "sub-3"), null);

    assertThat(await(topology.unbindAllOf(gateway.identity()))).isEqualTo(2);

    assertThat(await(topology.subDevicesOf(gateway.identity()))).isEmpty();
    assertThat(await(topology.subDevicesOf(otherGateway.identity()))).hasSize(1);
  }

  @Test
  void deletingASubDeviceEndsItsTopology() {
    bind(gateway, sub, null);

    store.devices().delete(sub.identity());

    assertThat(await(topology.subDevicesOf(gateway.identity()))).isEmpty();
    samples.device(product, "sub-1");
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
  }

  @Test
  void deletingAGatewayFreesItsSubDevices() {
    bind(gateway, sub, null);

    store.devices().delete(gateway.identity());

    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
    assertThat(store.devices().find(sub.identity())).isPresent();
  }

  @Test
  void aResetEndsTheTopologyOfTheDevice() {
    bind(gateway, sub, null);
    store.devices().reset(sub.identity());
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();

    bind(gateway, sub, null);
    store.devices().reset(gateway.identity());
    assertThat(await(topology.gatewayOf(sub.identity()))).isEmpty();
  }

  @Test
  void theLimitHoldsForAllBindingsAtOnce() {
    var names = Samples.names("s-", Topology.MAX_SUB_DEVICES + 20);
    samples.minted(product, names.toArray(String[]::new));
    List<CompletableFuture<Boolean>> bindings = new ArrayList<>();

    for (var device : store.devices().page(product.key(), "s-", null, 2_000)) {
      bindings.add(topology.bind(gateway.identity(), device, null, NOON).toCompletableFuture());
    }

    assertThat(bindings.stream().filter(CompletableFuture::join)).hasSize(Topology.MAX_SUB_DEVICES);
    var bound = await(topology.subDevicesOf(gateway.identity()));
    assertThat(bound).hasSize(Topology.MAX_SUB_DEVICES);
    var again = store.devices().find(bound.getFirst()).orElseThrow();
    assertThat(bind(gateway, again, gateway.identity())).as("one of its own").isTrue();
  }

  @Test
  void theTopologyOutlivesARestart() {
    bind(gateway, sub, null);

    reopen();

    assertThat(await(store.topology().gatewayOf(sub.identity()))).contains(gateway.identity());
  }

  private boolean bind(Device to, Device device, DeviceIdentity from) {
    return await(topology.bind(to.identity(), device, from, NOON));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
