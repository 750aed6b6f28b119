package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MintTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.ALIYUN);

  @Test
  void aFinishedBatchIsReadyWithItsTime() throws IOException {
    var batch = workshop.mintAll(batchOf(workshop.orderGenerated(product, 8)));

    assertThat(batch.state()).isEqualTo(Batch.State.READY);
    assertThat(batch.minted()).isEqualTo(8);
    assertThat(batch.readyAt()).isEqualTo(Fixtures.NOW);
    assertThat(workshop.events).extracting(Event::outcome).containsExactly("ORDERED", "READY");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyUnitHasANameAndASecretOfItsOwnInTheFormOfTheDialect(Dialect dialect)
      throws IOException {
    var chosen = workshop.published(dialect);

    var batch = workshop.mintAll(batchOf(workshop.orderGenerated(chosen, 100)));

    var units = workshop.batches.mintedUnits(batch.id());
    assertThat(units)
        .allMatch(unit -> dialect.format().faultOfName(unit.name()).isEmpty())
        .extracting(Batches.Unit::name)
        .doesNotHaveDuplicates();
    var secrets =
        units.stream().map(unit -> secretOf(chosen, unit).expose()).collect(Collectors.toSet());
    assertThat(secrets).hasSize(100);
    assertThat(secrets)
        .allMatch(
            switch (dialect) {
              case ALIYUN -> secret -> secret.matches("[A-Za-z0-9]{32}");
              case TENCENT -> secret -> secret.matches("[A-Za-z0-9+/]{22}==");
            });
  }

  @Test
  void aChunkIsOneTransaction() throws IOException {
    var mint = workshop.newMint();
    var batch = batchOf(workshop.orderGenerated(product, 8));

    var minted = mint.mintChunk(batch.id());

    assertThat(minted).contains(3);
    assertThat(workshop.stored(batch.id()).minted()).isEqualTo(3);
  }

  @Test
  void aNameThatCameIntoBeingSinceTheOrderStopsTheBatchAndIsTold() throws IOException {
    var batch = batchOf(workshop.orderSheet(product, "unit1\nunit2\nunit3\nunit4\nunit5\n"));
    workshop.batches.addDevice(product.key(), "unit5");

    var stopped = workshop.mintAll(batch);

    assertThat(stopped.state()).isEqualTo(Batch.State.STOPPED);
    assertThat(stopped.minted()).isEqualTo(3);
    assertThat(stopped.stopReason()).contains("unit 5 (unit5)");
    assertThat(workshop.events).extracting(Event::outcome).containsExactly("ORDERED", "STOPPED");
  }

  @Test
  void aStoppedBatchGoesOnWhenItsFaultIsMended() throws IOException {
    var batch = batchOf(workshop.orderSheet(product, "unit1\nunit2\nunit3\nunit4\nunit5\n"));
    workshop.batches.addDevice(product.key(), "unit5");
    workshop.mintAll(batch);
    workshop.batches.deleteDevice(product.key(), "unit5");

    boolean resumed = workshop.minting.resume(batch.id());

    assertThat(resumed).isTrue();
    assertThat(workshop.mintAll(batch).state()).isEqualTo(Batch.State.READY);
    assertThat(workshop.mintedNames(batch))
        .containsExactly("unit1", "unit2", "unit3", "unit4", "unit5");
    assertThat(workshop.events).extracting(Event::outcome).contains("RESUMED");
  }

  @Test
  void onlyAStoppedBatchCanBeResumed() throws IOException {
    var batch = batchOf(workshop.orderGenerated(product, 1));

    boolean resumed = workshop.minting.resume(batch.id());

    assertThat(resumed).isFalse();
  }

  @Test
  void manyTakenNamesAreToldInPart() throws IOException {
    var names = IntStream.rangeClosed(1, 100).mapToObj("unit%03d"::formatted).toList();
    var settings = new ProductionSettings(100, 10_000, 100, 100, Duration.ofMillis(1), 4);
    var batch = batchOf(workshop.orderSheet(product, String.join("\n", names)));
    names.forEach(name -> workshop.batches.addDevice(product.key(), name));

    workshop.newMint(settings).mintChunk(batch.id());

    assertThat(workshop.stored(batch.id()).stopReason())
        .contains("unit 20 (unit020) and 80 more")
        .doesNotContain("unit 21 ");
  }

  @Test
  void generatedNamesThatAreTakenAreMadeUpAnew() throws IOException {
    var batch = batchOf(workshop.orderGenerated(product, 3));
    var offered = takeTheFirstNamesOffered(4);

    var finished = workshop.mintAll(batch);

    assertThat(finished.state()).isEqualTo(Batch.State.READY);
    assertThat(offered).hasSize(5 * 3).containsAll(workshop.mintedNames(batch));
  }

  @Test
  void namesThatAreTakenAgainAndAgainStopTheBatch() throws IOException {
    var batch = batchOf(workshop.orderGenerated(product, 3));
    takeTheFirstNamesOffered(5);

    var stopped = workshop.mintAll(batch);

    assertThat(stopped.state()).isEqualTo(Batch.State.STOPPED);
    assertThat(stopped.minted()).isZero();
  }

  @Test
  void linesThatAreMissingInTheStoreStopTheBatch() throws IOException {
    var batch = batchOf(workshop.orderSheet(product, "unit1\nunit2\nunit3\nunit4\nunit5\n"));
    workshop.batches.loseLines(batch.id(), 4);

    var stopped = workshop.mintAll(batch);

    assertThat(stopped.state()).isEqualTo(Batch.State.STOPPED);
    assertThat(stopped.minted()).isEqualTo(3);
    assertThat(stopped.stopReason()).contains("missing");
  }

  @Test
  void aProductThatIsGoneStopsTheBatch() throws IOException {
    var batch = batchOf(workshop.orderGenerated(product, 3));
    workshop.products.lose(product.key());

    var stopped = workshop.mintAll(batch);

    assertThat(stopped.state()).isEqualTo(Batch.State.STOPPED);
  }

  private SecretText secretOf(Product of, Batches.Unit unit) {
    var row = new DeviceIdentity(of.key(), unit.name()).secretRow();
    return workshop.vault.open(of.dataKey(), row, unit.secret());
  }

  /// Somebody is always quicker with one name of each of the first so many chunks.
  private Set<String> takeTheFirstNamesOffered(int times) {
    var offered = new HashSet<String>();
    workshop.batches.beforeCommit(
        chunk -> {
          chunk.forEach(unit -> offered.add(unit.name()));
          if (offered.size() <= times * 3) {
            workshop.batches.addDevice(product.key(), chunk.get(1).name());
          }
        });
    return offered;
  }
}
