package io.mintmark.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.device.Fixtures;
import io.mintmark.event.Event;
import io.mintmark.event.EventKind;
import io.mintmark.output.FileOutcome.Found;
import io.mintmark.output.FileOutcome.Reason;
import io.mintmark.output.FileOutcome.Refused;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.Batches;
import io.mintmark.production.BurnMethod;
import io.mintmark.production.MemoryBatches;
import io.mintmark.vault.SecretText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which files of a batch can be had, what is in them, and what is noted.
class FileDeskTest {

  private final MemoryBatches batches = new MemoryBatches(Samples.PRODUCTS);
  private final List<Event> events = new ArrayList<>();
  private final Product product = Samples.ALIYUN;

  @Test
  void theUnitsComeInOrderWithTheirSecrets() throws IOException {
    var batch = minted(BurnMethod.DEVICE_SECRET, "zebra", "alpaca");

    assertThat(text(download(batch, 1, 2)))
        .isEqualTo(
            "ProductKey,DeviceName,DeviceSecret\r\n%1$s,zebra,secret-1\r\n%1$s,alpaca,secret-2\r\n"
                .formatted(product.key()));
  }

  @Test
  void unitsThatRegisterThemselvesComeWithoutSecrets() throws IOException {
    var batch = minted(BurnMethod.DYNAMIC_REGISTRATION, "unit1");

    assertThat(text(download(batch, 1, 1))).doesNotContain("secret");
  }

  @Test
  void aPartOfABatchHasItsRangeInItsName() throws IOException {
    var batch = minted(BurnMethod.DEVICE_SECRET, "u001", "u002", "u003", "u004");

    var part = download(batch, 2, 3);

    assertThat(names(part)).containsExactly("u002", "u003");
    assertThat(part.fileName()).isEqualTo(product.key() + "-" + batch.id() + "-2-3.csv");
    assertThat(download(batch, 1, 4).fileName())
        .isEqualTo(product.key() + "-" + batch.id() + ".csv");
  }

  @Test
  void deletedDevicesAreLeftOutAndTheRestKeepsItsRange() throws IOException {
    var batch = minted(BurnMethod.DEVICE_SECRET, "u001", "u002", "u003", "u004", "u005");
    batches.deleteDevice(product.key(), "u001");
    batches.deleteDevice(product.key(), "u003");

    assertThat(names(download(batch, 1, 3))).containsExactly("u002");
    assertThat(names(download(batch, 3, 4))).containsExactly("u004");
    assertThat(names(download(batch, 3, 3))).isEmpty();
    assertThat(names(download(batch, 1, 5))).containsExactly("u002", "u004", "u005");
  }

  @Test
  void aFileOfManyPagesIsWholeAndInOrder() throws IOException {
    var all =
        IntStream.rangeClosed(1, 2 * BatchUnits.PAGE + 1).mapToObj("unit%d"::formatted).toList();
    var batch = minted(BurnMethod.DYNAMIC_REGISTRATION, all.toArray(String[]::new));

    assertThat(names(download(batch, 1, batch.size()))).isEqualTo(all);
    assertThat(names(download(batch, 2, 2 * BatchUnits.PAGE)))
        .isEqualTo(all.subList(1, 2 * BatchUnits.PAGE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Batch.State.class,
      names = {"READY", "CLOSED"},
      mode = EnumSource.Mode.EXCLUDE)
  void thereIsNoFileWhileUnitsAreMissing(Batch.State state) {
    var batch = Samples.batch(product, BurnMethod.DEVICE_SECRET, 2, state);

    var outcome = desk(batches).find(order(batch, 1, 2));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.NOT_READY);
              assertThat(refused.sentence()).contains("is " + state);
            });
  }

  @Test
  void aClosedBatchHandsOutNothingAnyMore() {
    var batch = Samples.batch(product, BurnMethod.DEVICE_SECRET, 2, Batch.State.CLOSED);

    assertThat(desk(batches).find(order(batch, 1, 2)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.CLOSED));
  }

  @Test
  void aRangeMustLieInTheBatch() {
    var batch = minted(BurnMethod.DEVICE_SECRET, "unit1", "unit2");

    for (var range : List.of(List.of(0, 1), List.of(2, 1), List.of(1, 3), List.of(-5, -1))) {
      assertThat(desk(batches).find(order(batch, range.get(0), range.get(1))))
          .as(range.toString())
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.RANGE_WRONG));
    }
    assertThat(events).isEmpty();
  }

  @Test
  void beginningAndEndOfADownloadAreEventsWithoutSecrets() throws IOException {
    var batch = minted(BurnMethod.DEVICE_SECRET, "unit1", "unit2");

    var length = bytes(download(batch, 2, 2)).length;

    assertThat(events)
        .containsExactly(
            event("DOWNLOAD_BEGUN", "batch %s: csv, unit 2, by somebody".formatted(batch.id())),
            event(
                "DOWNLOADED",
                "batch %s: csv, unit 2, by somebody, %d bytes".formatted(batch.id(), length)));
  }

  @Test
  void theBeginningIsNotedBeforeTheFirstByte() throws IOException {
    var batch = minted(BurnMethod.DEVICE_SECRET, "unit1");
    var before = new ArrayList<Integer>();
    var watching =
        new OutputStream() {
          @Override
          public void write(int b) {
            before.add(events.size());
          }
        };

    download(batch, 1, 1).writeTo(watching);

    assertThat(before).isNotEmpty().allMatch(count -> count == 1);
  }

  @Test
  void aBrokenTransportIsNotedAsSuch() {
    var batch = minted(BurnMethod.DEVICE_SECRET, "unit1");
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client went away");
          }
        };

    assertThatThrownBy(() -> download(batch, 1, 1).writeTo(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("the client went away");

    assertThat(events)
        .extracting(Event::outcome)
        .containsExactly("DOWNLOAD_BEGUN", "DOWNLOAD_BROKEN_OFF");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultInTheMiddleIsNeverAnEarlyEnd(Fault fault) {
    var all = IntStream.rangeClosed(1, BatchUnits.PAGE + 1).mapToObj("unit%d"::formatted).toList();
    var batch = minted(BurnMethod.DEVICE_SECRET, all.toArray(String[]::new));
    var formats =
        Map.of(
            "csv",
            Map.<String, String>of(),
            "xlsx",
            Map.<String, String>of(),
            "bin-zip",
            Map.of("layout", "size:9,0:name:9"));

    formats.forEach(
        (format, options) -> {
          var out = new ByteArrayOutputStream();
          var order = new FileOrder(batch, new FileRequest(format, options), 1, batch.size(), "x");
          var found = (Found) desk(fault.in(batches, format.equals("bin-zip") ? 3 : 1)).find(order);

          assertThatThrownBy(() -> found.download().writeTo(out))
              .isInstanceOf(IllegalStateException.class);

          assertThat(out.toString(UTF_8))
              .doesNotContain("unit" + all.size() + ",")
              .doesNotContain("PK\5\6");
        });
    assertThat(events)
        .extracting(Event::outcome)
        .contains("DOWNLOAD_BROKEN_OFF")
        .doesNotContain("DOWNLOADED");
  }

  @Test
  void allFormatsAreOfferedWithWhatIsLacking() {
    var batch = minted(BurnMethod.DEVICE_SECRET, "unit1");

    var offers = desk(batches).offers(batch);

    assertThat(offers)
        .extracting(offer -> offer.format().id())
        .containsExactly(
            "csv",
            "xlsx",
            "jsonl",
            "nvs-values",
            "nvs-config",
            "bin-zip",
            "intel-hex",
            "product-secret");
    assertThat(offers)
        .filteredOn(offer -> offer.file().isPresent())
        .extracting(offer -> offer.file().orElseThrow().holdsSecrets())
        .containsExactly(true, true, true, true, false);
    assertThat(offers)
        .filteredOn(offer -> offer.file().isEmpty())
        .allSatisfy(offer -> assertThat(offer.lacking()).isNotBlank());
  }

  /// What goes wrong behind the first page.
  enum Fault {
    STORE_BREAKS {
      @Override
      List<Batches.Unit> page(List<Batches.Unit> units) {
        throw new IllegalStateException("the store broke");
      }
    },
    PAGE_COMES_TWICE {
      @Override
      List<Batches.Unit> page(List<Batches.Unit> units) {
        return units.stream().map(unit -> new Batches.Unit(1, unit.name(), unit.secret())).toList();
      }
    },
    SECRET_OF_ANOTHER_ROW {
      @Override
      List<Batches.Unit> page(List<Batches.Unit> units) {
        return units.stream()
            .map(unit -> new Batches.Unit(unit.number(), "other", unit.secret()))
            .toList();
      }
    };

    abstract List<Batches.Unit> page(List<Batches.Unit> units);

    /// @param readings how many times the first page is read before this happens
    Batches in(Batches stored, int readings) {
      var firstPages = new int[1];
      return (Batches)
          Proxy.newProxyInstance(
              Fault.class.getClassLoader(),
              new Class<?>[] {Batches.class},
              (_, method, arguments) -> {
                try {
                  var answer = method.invoke(stored, arguments);
                  if (!method.getName().equals("units")) {
                    return answer;
                  }
                  if (arguments[2].equals(0)) {
                    firstPages[0]++;
                    return answer;
                  }
                  @SuppressWarnings("unchecked")
                  var units = (List<Batches.Unit>) answer;
                  return firstPages[0] >= readings ? page(units) : units;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  private Batch minted(BurnMethod burnMethod, String... names) {
    var waiting = Samples.batch(product, burnMethod, names.length, Batch.State.MINTING);
    var batch =
        new Batch(
            waiting.id(),
            waiting.product(),
            burnMethod,
            waiting.nameSource(),
            names.length,
            0,
            Batch.State.MINTING,
            null,
            Fixtures.NOW,
            null);
    batches.create(batch, List.of(names));
    var units = new ArrayList<Batches.Unit>();
    for (int i = 0; i < names.length; i++) {
      var row = new DeviceIdentity(product.key(), names[i]).secretRow();
      var secret = SecretText.of("secret-" + (i + 1));
      units.add(
          new Batches.Unit(i + 1, names[i], Samples.VAULT.seal(product.dataKey(), row, secret)));
    }
    batches.mint(batch, units, Fixtures.NOW);
    return batches.find(batch.id()).orElseThrow();
  }

  private FileDesk desk(Batches stored) {
    return new FileDesk(
        new FileCatalog(StandardFormats.all(CodeColumn.NONE, Samples.CATALOG)),
        stored,
        Samples.PRODUCTS,
        Samples.VAULT,
        events::add,
        InstantSource.fixed(Fixtures.NOW));
  }

  private Download download(Batch batch, int first, int last) {
    return ((Found) desk(batches).find(order(batch, first, last))).download();
  }

  private static FileOrder order(Batch batch, int first, int last) {
    return new FileOrder(batch, new FileRequest("csv", Map.of()), first, last, "somebody");
  }

  private Event event(String outcome, String detail) {
    return new Event(
        Fixtures.NOW, EventKind.BATCH, outcome, product.key().value(), null, null, null, detail);
  }

  private static byte[] bytes(Download download) throws IOException {
    var out = new ByteArrayOutputStream();
    download.writeTo(out);
    return out.toByteArray();
  }

  private static String text(Download download) throws IOException {
    return new String(bytes(download), UTF_8);
  }

  private static List<String> names(Download download) throws IOException {
    return text(download).lines().skip(1).map(line -> line.split(",", -1)[1]).toList();
  }
}
