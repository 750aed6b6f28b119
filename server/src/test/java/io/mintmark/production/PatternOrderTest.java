package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Fixtures;
import io.mintmark.pattern.PatternFault;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BatchOrder.Names;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Orders whose names follow from a pattern.
class PatternOrderTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.ALIYUN);

  @Test
  void theNamesOfAPatternAreMintedInTheirOrder() throws IOException {
    var batch = batchOf(order("bell-{counter:4}{check:luhn}", 7));

    var minted = workshop.mintAll(batch);

    assertThat(minted.state()).isEqualTo(Batch.State.READY);
    assertThat(minted.nameSource()).isEqualTo(NameSource.PATTERN);
    assertThat(workshop.mintedNames(batch))
        .startsWith("bell-00018", "bell-00026")
        .hasSize(7)
        .doesNotHaveDuplicates();
  }

  @Test
  void unitsThatRegisterMayBeNamedByAPattern() throws IOException {
    var outcome =
        workshop.desk.place(
            new BatchOrder(
                product.key(),
                BurnMethod.DYNAMIC_REGISTRATION,
                new Names.ByPattern("u-{counter:4}", 3, ZoneOffset.UTC)));

    assertThat(batchOf(outcome).burnMethod()).isEqualTo(BurnMethod.DYNAMIC_REGISTRATION);
  }

  @Test
  void thePatternAndTheDateInItsZoneAreKept() throws IOException {
    var zone = ZoneId.of("Pacific/Kiritimati");
    var names = new Names.ByPattern("{date:yyMMdd}-{counter:4}", 1, zone);

    var batch =
        batchOf(
            workshop.desk.place(new BatchOrder(product.key(), BurnMethod.DEVICE_SECRET, names)));

    var date = LocalDate.ofInstant(Fixtures.NOW, zone);
    assertThat(batch.papers().origin().seed())
        .isEqualTo(new PatternSeed("{date:yyMMdd}-{counter:4}", date));
  }

  @Test
  void aFaultyPatternStoresNothing() throws IOException {
    var outcome = order("bell-{counter:1}", 10);

    assertThat(((OrderOutcome.PatternFaulty) outcome).faults())
        .extracting(PatternFault::sentence)
        .containsExactly("its counter has room for 9 units, not for 10; make it wider");
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  @Test
  void takenNamesAreToldByUnitAndNothingIsStored() throws IOException {
    workshop.batches.addDevice(product.key(), "bell-0003");
    order("bell-{counter:4,start=5}", 1);

    var outcome = order("bell-{counter:4}", 6);

    var taken = ((OrderOutcome.NamesTaken) outcome).taken();
    assertThat(taken.first())
        .containsExactly(new Batches.Line(3, "bell-0003"), new Batches.Line(5, "bell-0005"));
    assertThat(taken.total()).isEqualTo(2);
    assertThat(taken.whole()).isTrue();
    assertThat(workshop.batches.unfinished()).hasSize(1);
  }

  @Test
  void aPreviewShowsBothEndsAndWhatIsTaken() {
    workshop.batches.addDevice(product.key(), "bell-0030");

    var outcome =
        desk().preview(product, new Names.ByPattern("bell-{counter:4}", 50, ZoneOffset.UTC));

    var preview = ((PatternDesk.PreviewOutcome.Shown) outcome).preview();
    assertThat(preview.first()).containsExactly("bell-0001", "bell-0002", "bell-0003");
    assertThat(preview.last()).containsExactly("bell-0048", "bell-0049", "bell-0050");
    assertThat(preview.capacity()).isEqualTo(9_999);
    assertThat(preview.taken().first()).containsExactly(new Batches.Line(30, "bell-0030"));
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  @Test
  void aPreviewOfManyTakenNamesEndsEarly() {
    for (int i = 1; i <= 500; i++) {
      workshop.batches.addDevice(product.key(), "bell-%06d".formatted(i));
    }

    var outcome =
        desk().preview(product, new Names.ByPattern("bell-{counter:6}", 50_000, ZoneOffset.UTC));

    var taken = ((PatternDesk.PreviewOutcome.Shown) outcome).preview().taken();
    assertThat(taken.first()).hasSize(TakenNames.KEPT);
    assertThat(taken.total()).isEqualTo(500);
    assertThat(taken.whole()).isFalse();
  }

  private PatternDesk desk() {
    return new PatternDesk(workshop.batches, workshop.clock);
  }

  private OrderOutcome order(String pattern, int count) throws IOException {
    return workshop.desk.place(
        new BatchOrder(
            product.key(),
            BurnMethod.DEVICE_SECRET,
            new Names.ByPattern(pattern, count, ZoneOffset.UTC)));
  }
}
