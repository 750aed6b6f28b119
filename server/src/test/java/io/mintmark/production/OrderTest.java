package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static io.mintmark.production.Workshop.faultsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.OrderOutcome.Reason;
import io.mintmark.production.OrderOutcome.Refused;
import io.mintmark.sheet.Finding;
import io.mintmark.sheet.FindingKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.ALIYUN);

  @Test
  void anOrderByCountBecomesABatchInMinting() throws IOException {
    var outcome = workshop.orderGenerated(product, 7);

    var batch = batchOf(outcome);
    assertThat(batch.size()).isEqualTo(7);
    assertThat(batch.minted()).isZero();
    assertThat(batch.state()).isEqualTo(Batch.State.MINTING);
    assertThat(batch.nameSource()).isEqualTo(NameSource.GENERATED);
    assertThat(batch.createdAt()).isEqualTo(Fixtures.NOW);
    assertThat(workshop.stored(batch.id())).isEqualTo(batch);
  }

  @Test
  void anOrderWithAListBecomesABatchOfItsNamesInTheirOrder() throws IOException {
    var outcome = workshop.orderSheet(product, "DeviceName,remark\nzulu,1\nalfa,2\n");

    var batch = batchOf(outcome);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.nameSource()).isEqualTo(NameSource.UPLOADED);
    assertThat(workshop.batches.lines(batch.id(), 0, 10))
        .containsExactly(new Batches.Line(1, "zulu"), new Batches.Line(2, "alfa"));
  }

  @Test
  void everyOrderIsAnEventOfItsProduct() throws IOException {
    var batch = batchOf(workshop.orderGenerated(product, 7));

    assertThat(workshop.events)
        .containsExactly(
            new Event(
                Fixtures.NOW,
                EventKind.BATCH,
                "ORDERED",
                product.key().value(),
                null,
                null,
                null,
                "batch %s: 7 units".formatted(batch.id())));
  }

  @Test
  void aProductThatDoesNotExistIsRefused() throws IOException {
    var order =
        new BatchOrder(
            new ProductKey("a1nothere00"), BurnMethod.DEVICE_SECRET, new Names.Generated(1));

    var outcome = workshop.desk.place(order);

    assertThat(reasonOf(outcome)).isEqualTo(Reason.PRODUCT_UNKNOWN);
  }

  @Test
  void aProductInDevelopmentIsRefused() throws IOException {
    var developing = workshop.catalog.create(Workshop.PROJECT, "new", Dialect.TENCENT);

    var outcome = workshop.orderGenerated(developing, 1);

    assertThat(reasonOf(outcome)).isEqualTo(Reason.PRODUCT_NOT_PUBLISHED);
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  @Test
  void unitsThatRegisterCannotHaveNamesMadeUp() throws IOException {
    var order =
        new BatchOrder(product.key(), BurnMethod.DYNAMIC_REGISTRATION, new Names.Generated(1));

    var outcome = workshop.desk.place(order);

    assertThat(reasonOf(outcome)).isEqualTo(Reason.NAMES_MUST_BE_UPLOADED);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, Integer.MAX_VALUE})
  void aCountOutsideTheLimitsIsRefused(int count) throws IOException {
    var outcome = workshop.orderGenerated(product, count);

    assertThat(outcome)
        .isEqualTo(new Refused(Reason.COUNT_OUT_OF_RANGE, "a batch has 1 to 100 units"));
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aCountAtTheLimitsIsTaken(int count) throws IOException {
    var outcome = workshop.orderGenerated(product, count);

    assertThat(batchOf(outcome).size()).isEqualTo(count);
  }

  @Test
  void aFaultyListStoresNothing() throws IOException {
    var outcome = workshop.orderSheet(product, "fine1\nbad name\nfine2\n");

    assertThat(faultsOf(outcome))
        .extracting(Finding::row, Finding::value, Finding::kind)
        .containsExactly(tuple(2, "bad name", FindingKind.BAD_CHARACTER));
    assertThat(workshop.batches.unfinished()).isEmpty();
    assertThat(workshop.events).isEmpty();
  }

  @Test
  void namesOfDevicesOfTheProductAreToldWithTheLinesOfTheFile() throws IOException {
    workshop.batches.addDevice(product.key(), "taken2");
    workshop.batches.addDevice(product.key(), "taken1");

    var outcome =
        workshop.orderSheet(product, "DeviceName\r\n\r\ntaken1\r\nfree\r\n\r\ntaken2\r\n");

    assertThat(faultsOf(outcome)).extracting(Finding::row).containsExactly(3, 6);
    assertThat(faultsOf(outcome)).extracting(Finding::kind).containsOnly(FindingKind.NAME_TAKEN);
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  @Test
  void takenNamesAreToldTogetherWithAllOtherFaultsByLine() throws IOException {
    workshop.batches.addDevice(product.key(), "taken");

    var outcome = workshop.orderSheet(product, "taken\nabc\nfree\nfree\n");

    assertThat(faultsOf(outcome))
        .extracting(Finding::row, Finding::kind)
        .containsExactly(
            tuple(1, FindingKind.NAME_TAKEN),
            tuple(2, FindingKind.BAD_LENGTH),
            tuple(4, FindingKind.NAME_REPEATED));
  }

  @Test
  void namesOfABatchThatIsStillMintingAreTaken() throws IOException {
    workshop.orderSheet(product, "unit1\nunit2\n");

    var outcome = workshop.orderSheet(product, "unit2\nunit3\n");

    assertThat(faultsOf(outcome)).extracting(Finding::value).containsExactly("unit2");
  }

  @Test
  void theSameNameInAnotherProductIsNoFault() throws IOException {
    workshop.orderSheet(product, "unit1\n");

    var outcome = workshop.orderSheet(workshop.published(Dialect.TENCENT), "unit1\n");

    assertThat(batchOf(outcome).size()).isEqualTo(1);
  }

  @Test
  void namesFollowTheDialectOfTheProduct() throws IOException {
    var outcome = workshop.orderSheet(workshop.published(Dialect.TENCENT), "a\na.b\n");

    assertThat(faultsOf(outcome)).extracting(Finding::row).containsExactly(2);
  }

  @Test
  void anUploadThatBreaksOffIsAnExceptionAndStoresNothing() {
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream("unit1\nunit2\n".getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the client went away");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
              }
            });
    var order = new BatchOrder(product.key(), BurnMethod.DEVICE_SECRET, new Names.Uploaded(broken));

    assertThatThrownBy(() -> workshop.desk.place(order))
        .isInstanceOf(IOException.class)
        .hasMessage("the client went away");
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  private static Reason reasonOf(OrderOutcome outcome) {
    return ((Refused) outcome).reason();
  }
}
