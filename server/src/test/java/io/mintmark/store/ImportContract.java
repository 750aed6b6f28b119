package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.InitialState;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.Batches.Line;
import io.mintmark.production.Batches.Unit;
import io.mintmark.production.ImportedUnit;
import io.mintmark.production.NameSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Stored batches of devices that have secrets already.
abstract class ImportContract extends StoreContract {

  private static final Instant LATER = NOON.plusSeconds(60);

  private Batches batches;
  private Product product;

  @BeforeEach
  void makeProduct() {
    batches = store.batches();
    product = samples.product();
  }

  @Test
  void unitsGetTheSecretsThatWereBroughtAlong() {
    var names = List.of("c", "a", "b");
    var brought = brought(3, InitialState.UNACTIVATED);
    var batch = created(names, brought);

    var units = batches.imported(batch, batches.unminted(batch, 10));
    assertThat(batches.mint(batch, units, LATER)).isEmpty();

    assertThat(batches.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.READY);
    assertThat(batches.units(product.key(), batch.id(), 0, 10))
        .containsExactly(
            new Unit(1, "c", brought.get(0).secret()),
            new Unit(2, "a", brought.get(1).secret()),
            new Unit(3, "b", brought.get(2).secret()));
  }

  @Test
  void devicesBeginInTheStateThatTheirOwnerTold() {
    var brought =
        List.of(
            new ImportedUnit(samples.secret(), InitialState.UNACTIVATED),
            new ImportedUnit(samples.secret(), InitialState.ACTIVATED),
            new ImportedUnit(samples.secret(), InitialState.DISABLED));
    var batch = created(List.of("fresh", "active", "barred"), brought);

    batches.mint(batch, batches.imported(batch, batches.unminted(batch, 10)), LATER);

    assertThat(device("fresh").activatedAt()).isNull();
    assertThat(device("fresh").enabled()).isTrue();
    assertThat(device("active").activatedAt()).isEqualTo(batch.createdAt());
    assertThat(device("active").enabled()).isTrue();
    assertThat(device("barred").activatedAt()).isNull();
    assertThat(device("barred").enabled()).isFalse();
    assertThat(List.of(device("fresh"), device("active"), device("barred")))
        .extracting(Device::createdAt)
        .containsOnly(LATER);
  }

  @Test
  void aMintedUnitLeavesNoSecondCopyOfItsSecret() {
    var batch = created(List.of("a", "b", "c"), brought(3, InitialState.ACTIVATED));
    var lines = batches.unminted(batch, 10);
    var odd = List.of(lines.get(0), lines.get(2));

    batches.mint(batch, batches.imported(batch, odd), NOON);

    assertThatThrownBy(() -> batches.imported(batch, List.of(lines.get(0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> batches.imported(batch, List.of(lines.get(2))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(batches.imported(batch, List.of(lines.get(1)))).hasSize(1);
  }

  @Test
  void aChunkThatIsRefusedKeepsItsSecrets() {
    var batch = created(List.of("a", "b"), brought(2, InitialState.UNACTIVATED));
    var lines = batches.unminted(batch, 10);
    var units = batches.imported(batch, lines);
    batches.stop(batch.id(), "for a test");

    assertThatThrownBy(() -> batches.mint(batch, units, NOON))
        .isInstanceOf(IllegalStateException.class);

    assertThat(batches.imported(batch, lines)).isEqualTo(units);
  }

  @Test
  void importsSurviveARestartHalfWay() {
    var names = Samples.names("unit-", 9_000);
    var brought = brought(9_000, InitialState.DISABLED);
    var batch = created(names, brought);
    batches.mint(batch, batches.imported(batch, batches.unminted(batch, 4_000)), NOON);

    reopen();
    batches = store.batches();
    var half = batches.find(batch.id()).orElseThrow();
    batches.mint(half, batches.imported(half, batches.unminted(half, 5_000)), NOON);

    var expected =
        IntStream.range(0, 9_000)
            .mapToObj(i -> new Unit(i + 1, names.get(i), brought.get(i).secret()))
            .toList();
    assertThat(batches.units(product.key(), batch.id(), 0, 9_000)).isEqualTo(expected);
  }

  @Test
  void anImportWithATakenNameLeavesNothingBehind() {
    samples.minted(product, "taken");
    var batch = samples.batch(product.key(), NameSource.IMPORTED, 2, NOON);

    var taken =
        batches.create(batch, List.of("free", "taken"), brought(2, InitialState.UNACTIVATED));

    assertThat(taken).containsExactly(new Line(2, "taken"));
    assertThat(batches.find(batch.id())).isEmpty();
    assertThatThrownBy(() -> batches.imported(batch, List.of(new Line(1, "free"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anImportThatFailsHalfWayLeavesNothingBehind() {
    var names = new ArrayList<>(Samples.names("n-", 5_000));
    names.set(4_999, "n-000001");
    var brought = brought(5_000, InitialState.UNACTIVATED);
    var batch = samples.batch(product.key(), NameSource.IMPORTED, 5_000, NOON);

    assertThatThrownBy(() -> batches.create(batch, names, brought))
        .isInstanceOf(BrokenStoreException.class);

    assertThatThrownBy(() -> batches.imported(batch, List.of(new Line(2, "n-000002"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(batches.create(batch, Samples.names("n-", 5_000), brought)).isEmpty();
  }

  @Test
  void aBatchThatIsGivenUpLosesItsSecretsWithItsNames() {
    var names = Samples.names("lamp-", 2_500);
    var draft = created(names, brought(2_500, InitialState.UNACTIVATED));
    batches.stop(draft.id(), "for a test");
    var stopped = batches.find(draft.id()).orElseThrow();
    assertThat(batches.replace(stopped, BatchLifeContract.with(stopped, Batch.State.CANCELLED)))
        .isTrue();
    var cancelled = batches.find(draft.id()).orElseThrow();

    boolean more = true;
    while (more) {
      more = batches.freeNames(cancelled);
    }

    assertThat(batches.taken(product.key(), names)).isEmpty();
    for (int number : List.of(1, 1_000, 1_001, 2_500)) {
      var line = new Line(number, names.get(number - 1));
      assertThatThrownBy(() -> batches.imported(cancelled, List.of(line)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private Batch created(List<String> names, List<ImportedUnit> brought) {
    var batch = samples.batch(product.key(), NameSource.IMPORTED, names.size(), NOON);
    assertThat(batches.create(batch, names, brought)).isEmpty();
    return batch;
  }

  private List<ImportedUnit> brought(int count, InitialState state) {
    return IntStream.range(0, count)
        .mapToObj(_ -> new ImportedUnit(samples.secret(), state))
        .toList();
  }

  private Device device(String name) {
    return store.devices().find(new DeviceIdentity(product.key(), name)).orElseThrow();
  }
}
