package io.mintmark.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.mintmark.delivery.LeakReport.Finding;
import io.mintmark.delivery.LeakReport.Verdict;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.production.Batch;
import io.mintmark.vault.SecretText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.lingala.zip4j.io.inputstream.ZipInputStream;

/// A leaked file names the delivery it came from, or honestly none.
class LeakTest {

  private static final int UNITS = 2_000;

  private static DeliveryHouse house;
  private static Batch batch;

  /// Each with its rows, as the factory has them.
  private static final List<Delivered> ALL = new ArrayList<>();

  private record Delivered(Delivery delivery, List<String> rows) {}

  @BeforeContainer
  static void deliver() throws IOException {
    house = new DeliveryHouse(Files.createTempDirectory("mintmark-leaks"));
    batch = house.batch(UNITS);
    deliver(1, UNITS);
    deliver(1, UNITS);
    deliver(1, 1_000);
    deliver(2, UNITS); // pairs of other numbers
    deliver(501, 1_500);
  }

  @AfterContainer
  static void close() {
    house.close();
  }

  private static void deliver(int first, int last) throws IOException {
    var to = ALL.size() % 2 == 0 ? house.factory : house.otherFactory;
    var made = house.made(batch, house.order(to, first, last, Sealing.Kind.ZIP_AES256, 3));
    ALL.add(new Delivered(made.delivery(), rows(made.delivery(), made.passphrase().orElseThrow())));
  }

  /// The lines of the file in a package, without its header.
  private static List<String> rows(Delivery delivery, SecretText passphrase) throws IOException {
    var bytes = new ByteArrayOutputStream();
    house.download(delivery, bytes);
    var in = new ByteArrayInputStream(bytes.toByteArray());
    try (var zip = new ZipInputStream(in, passphrase.expose().toCharArray())) {
      for (var file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        if (file.getFileName().endsWith(".csv")) {
          var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
          return text.lines().skip(1).toList();
        }
      }
    }
    throw new AssertionError("no file in the package");
  }

  @Example
  void everyUnitIsThereOnceWhateverTheOrder() {
    for (var each : ALL) {
      assertThat(each.rows).hasSize(each.delivery.units());
      assertThat(new HashSet<>(each.rows)).hasSize(each.delivery.units());
    }
    assertThat(ALL.get(0).rows).isNotEqualTo(ALL.get(1).rows);
    assertThat(new HashSet<>(ALL.get(0).rows)).isEqualTo(new HashSet<>(ALL.get(1).rows));
  }

  @Property(tries = 150)
  void anyRowsWithSixtyPairsNameTheDelivery(
      @ForAll @IntRange(max = 4) int which,
      @ForAll @IntRange(min = 60, max = 400) int pairs,
      @ForAll @IntRange(max = 3) int form,
      @ForAll long seed)
      throws IOException {
    var from = ALL.get(which);
    var leaked = somePairs(from.rows, pairs, new Random(seed));

    var report = search(leaked, form);

    assertThat(report.verdict()).isEqualTo(Verdict.NAMED);
    assertThat(report.units()).isEqualTo(leaked.size());
    var named = report.findings().stream().filter(Finding::agrees).toList();
    assertThat(named).extracting(f -> f.delivery().id()).containsExactly(from.delivery.id());
    assertThat(named.getFirst().agreement().agreeing())
        .isEqualTo(named.getFirst().agreement().compared())
        .isGreaterThanOrEqualTo(pairs - 1);
  }

  @Property(tries = 60)
  void rowsInNoDeliverysOrderNameNone(
      @ForAll @IntRange(min = 200, max = UNITS) int count, @ForAll long seed) throws IOException {
    var rows = new ArrayList<>(ALL.get(0).rows);
    Collections.shuffle(rows, new Random(seed));

    var report = search(rows.subList(0, count), 0);

    assertThat(report.verdict()).isIn(Verdict.NONE, Verdict.CANNOT_TELL);
    assertThat(report.findings()).noneMatch(Finding::agrees);
  }

  @Property(tries = 40)
  void fewRowsTellNothing(
      @ForAll @IntRange(max = 4) int which,
      @ForAll @IntRange(min = 0, max = 19) int pairs,
      @ForAll long seed)
      throws IOException {
    var leaked = somePairs(ALL.get(which).rows, pairs, new Random(seed));

    assertThat(search(leaked, 0).verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Example
  void aSortedFileNamesNoneAndSaysThatItIsSorted() throws IOException {
    var report = search(ALL.get(1).rows.stream().sorted().toList(), 0);

    assertThat(report.verdict()).isEqualTo(Verdict.NONE);
    assertThat(report.inUnitOrder().compared()).isEqualTo(1_000);
    assertThat(report.inUnitOrder().agreeing()).isEqualTo(1_000);
  }

  @Example
  void anotherFileHasNothingToCompare() throws IOException {
    var report =
        house.leaks.search(
            batch, new ByteArrayInputStream(new byte[3 << 20])); // NULs and nothing else

    assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(report.units()).isZero();
    assertThat(report.findings()).isEmpty();
  }

  @Example
  void twoLeaksPutTogetherNameBoth() throws IOException {
    var rows = new ArrayList<>(ALL.get(0).rows.subList(0, 600));
    rows.addAll(ALL.get(1).rows.subList(1_000, 1_600));

    var report = search(rows, 0);

    assertThat(report.verdict()).isEqualTo(Verdict.SEVERAL);
    assertThat(report.findings().stream().filter(Finding::agrees).map(f -> f.delivery().id()))
        .contains(ALL.get(0).delivery.id(), ALL.get(1).delivery.id());
  }

  @Example
  void aDeletedUnitMovesNoOther() throws IOException {
    var small = house.batch(200);
    var made = house.made(small, house.order(Sealing.Kind.ZIP_AES256));
    var passphrase = made.passphrase().orElseThrow();
    var before = rows(made.delivery(), passphrase);
    String gone = before.get(77);
    var name = gone.substring(0, gone.indexOf(','));
    house.store.devices().delete(new DeviceIdentity(house.product.key(), name));

    var after = rows(made.delivery(), passphrase);

    assertThat(after).isEqualTo(before.stream().filter(row -> !row.equals(gone)).toList());
  }

  @Example
  void theChanceOfAgreementIsThatOfFairCoins() {
    assertThat(Chance.ofAtLeast(0, 10)).isEqualTo(1);
    assertThat(Chance.ofAtLeast(10, 10)).isCloseTo(1 / 1024.0, offset(1e-12));
    assertThat(Chance.ofAtLeast(5, 10)).isCloseTo(638 / 1024.0, offset(1e-12));
    assertThat(Chance.ofAtLeast(500_000, 500_000)).isEqualTo(Chance.LEAST);
    assertThat(Chance.ofAtLeast(250_000, 500_000)).isBetween(0.5, 0.51);
  }

  /// Whole pairs as they stand in the file, some of them with rows missing in between.
  private static List<String> somePairs(List<String> rows, int pairs, Random random) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i + 1 < rows.size(); i += 2) {
      places.add(i);
    }
    Collections.shuffle(places, random);
    var leaked = new ArrayList<String>();
    places.stream()
        .limit(pairs)
        .sorted()
        .forEach(
            place -> {
              leaked.add(rows.get(place));
              leaked.add(rows.get(place + 1));
            });
    return leaked;
  }

  private static LeakReport search(List<String> rows, int form) throws IOException {
    return house.leaks.search(batch, new ByteArrayInputStream(text(rows, form)));
  }

  private static byte[] text(List<String> rows, int form) {
    Charset charset = form == 3 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    return rows.stream()
        .map(row -> row.substring(0, row.indexOf(',')))
        .map(
            name ->
                switch (form) {
                  case 0 -> name + ",0123456789abcdef";
                  case 1 -> "{\"productKey\":\"a1\",\"deviceName\":\"" + name + "\"}";
                  default -> name;
                })
        .collect(Collectors.joining(form == 2 ? "\r\n" : "\n"))
        .getBytes(charset);
  }
}
