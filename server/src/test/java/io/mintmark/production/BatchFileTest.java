package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.BatchId;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BatchFile.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFileTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product aliyun = workshop.published(Dialect.ALIYUN);
  private final Product tencent = workshop.published(Dialect.TENCENT);

  @Test
  void aDirectBurnFileOfAnAliyunProductNamesKeyNameAndSecret() throws IOException {
    var batch = minted(aliyun, BurnMethod.DEVICE_SECRET, "unit1\nunit2\n");

    var text = textOf(batch);

    assertThat(text)
        .isEqualTo(
            "ProductKey,DeviceName,DeviceSecret\r\n%1$s,unit1,%2$s\r\n%1$s,unit2,%3$s\r\n"
                .formatted(aliyun.key(), secret(aliyun, batch, 1), secret(aliyun, batch, 2)));
  }

  @Test
  void aDirectBurnFileOfATencentProductSaysProductId() throws IOException {
    var batch = minted(tencent, BurnMethod.DEVICE_SECRET, "unit1\n");

    var text = textOf(batch);

    assertThat(text)
        .isEqualTo(
            "ProductID,DeviceName,DeviceSecret\r\n%s,unit1,%s\r\n"
                .formatted(tencent.key(), secret(tencent, batch, 1)));
  }

  @Test
  void aFileForDynamicRegistrationHoldsNoSecret() throws IOException {
    var ofTencent = minted(tencent, BurnMethod.DYNAMIC_REGISTRATION, "unit1\n");
    var ofAliyun = minted(aliyun, BurnMethod.DYNAMIC_REGISTRATION, "unit1\n");

    assertThat(textOf(ofTencent))
        .isEqualTo("ProductID,DeviceName\r\n%s,unit1\r\n".formatted(tencent.key()));
    assertThat(textOf(ofAliyun))
        .isEqualTo("ProductKey,DeviceName\r\n%s,unit1\r\n".formatted(aliyun.key()));
  }

  @Test
  void namesThatASpreadsheetWouldTakeForFormulasStayAsTheyAre() throws IOException {
    var batch = minted(aliyun, BurnMethod.DYNAMIC_REGISTRATION, "-1:00\n@unit\n");

    var text = textOf(batch);

    assertThat(text).contains("," + "-1:00\r\n", ",@unit\r\n");
  }

  @Test
  void aByteOrderMarkComesFirstIfAsked() throws IOException {
    var batch = minted(aliyun, BurnMethod.DYNAMIC_REGISTRATION, "unit1\n");

    var bytes = bytesOf(batch, Encoding.UTF_8_WITH_BOM);

    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("\uFEFF" + textOf(batch));
  }

  @Test
  void everyDownloadHasTheSameBytes() throws IOException {
    var batch = workshop.mintAll(batchOf(workshop.orderGenerated(aliyun, 100)));

    var first = bytesOf(batch, Encoding.UTF_8);

    assertThat(bytesOf(batch, Encoding.UTF_8)).isEqualTo(first);
    assertThat(textOf(batch).lines()).hasSize(101);
  }

  @Test
  void aFileOfManyPagesIsWholeAndInOrder() throws IOException {
    var names = IntStream.rangeClosed(1, 2_500).mapToObj("unit%d"::formatted).toList();
    var batch = newBatch(names.size());
    workshop.batches.create(batch, names);
    var done = workshop.mintAll(batch);

    var lines = textOf(done).lines().skip(1);

    assertThat(lines.map(line -> line.split(",", -1)[1]).toList()).isEqualTo(names);
  }

  @Test
  void deletedDevicesAreLeftOut() throws IOException {
    var batch = minted(aliyun, BurnMethod.DYNAMIC_REGISTRATION, "unit1\nunit2\nunit3\n");
    workshop.batches.deleteDevice(aliyun.key(), "unit2");

    var text = textOf(batch);

    assertThat(text.lines().map(line -> line.split(",", -1)[1]))
        .containsExactly("DeviceName", "unit1", "unit3");
  }

  @Test
  void thereIsNoFileBeforeTheBatchIsReady() throws IOException {
    var batch = batchOf(workshop.orderGenerated(aliyun, 5));
    workshop.newMint().mintChunk(batch.id());

    var file = workshop.files.find(workshop.stored(batch.id()));

    assertThat(file).isEmpty();
  }

  @Test
  void everyDownloadIsAnEventWithoutSecrets() throws IOException {
    var batch = minted(aliyun, BurnMethod.DEVICE_SECRET, "unit1\n");
    workshop.events.clear();

    textOf(batch);

    assertThat(workshop.events)
        .containsExactly(
            new Event(
                Fixtures.NOW,
                EventKind.BATCH,
                "DOWNLOADED",
                aliyun.key().value(),
                null,
                null,
                null,
                "batch %s: 1 unit".formatted(batch.id())));
  }

  @Test
  void aFaultInTheMiddleIsNeverAnEarlyEnd() throws IOException {
    var batch = minted(aliyun, BurnMethod.DEVICE_SECRET, "unit1\nunit2\n");
    var foreign = workshop.catalog.create(Workshop.PROJECT, "other", Dialect.ALIYUN);
    var sealedByAnotherKey =
        new BatchFile(
            batch,
            foreign,
            workshop.batches,
            workshop.vault,
            new BatchJournal(workshop.events::add, workshop.clock));
    workshop.batches.addDevice(foreign.key(), "unit1");

    assertThatThrownBy(
            () -> sealedByAnotherKey.writeTo(new ByteArrayOutputStream(), Encoding.UTF_8))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBrokenTransportIsAnIoException() throws IOException {
    var batch = minted(aliyun, BurnMethod.DEVICE_SECRET, "unit1\n");
    var file = workshop.files.find(batch).orElseThrow();
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client went away");
          }
        };

    assertThatThrownBy(() -> file.writeTo(broken, Encoding.UTF_8))
        .isInstanceOf(IOException.class)
        .hasMessage("the client went away");
  }

  @Test
  void theFileIsNamedAfterProductAndBatch() throws IOException {
    var batch = minted(aliyun, BurnMethod.DEVICE_SECRET, "unit1\n");

    var name = workshop.files.find(batch).orElseThrow().fileName();

    assertThat(name).isEqualTo("%s-%s.csv".formatted(aliyun.key(), batch.id()));
  }

  private Batch minted(Product product, BurnMethod burnMethod, String sheet) throws IOException {
    return workshop.mintAll(batchOf(workshop.orderSheet(product, burnMethod, sheet)));
  }

  private Batch newBatch(int size) {
    return new Batch(
        new BatchId("b-0123456789"),
        aliyun.key(),
        BurnMethod.DYNAMIC_REGISTRATION,
        NameSource.UPLOADED,
        size,
        0,
        Batch.State.MINTING,
        null,
        Fixtures.NOW,
        null);
  }

  private String textOf(Batch batch) throws IOException {
    return new String(bytesOf(batch, Encoding.UTF_8), StandardCharsets.UTF_8);
  }

  private byte[] bytesOf(Batch batch, Encoding encoding) throws IOException {
    var out = new ByteArrayOutputStream();
    workshop.files.find(batch).orElseThrow().writeTo(out, encoding);
    return out.toByteArray();
  }

  private String secret(Product product, Batch batch, int number) {
    var unit = workshop.batches.mintedUnits(batch.id()).get(number - 1);
    var row = new DeviceIdentity(product.key(), unit.name()).secretRow();
    return workshop.vault.open(product.dataKey(), row, unit.secret()).expose();
  }
}
