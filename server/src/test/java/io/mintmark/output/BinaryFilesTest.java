package io.mintmark.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.production.BurnMethod;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flat records: one `.bin` per device in a ZIP, and Intel HEX.
class BinaryFilesTest {

  private static final BinZipFormat ZIP = new BinZipFormat();
  private static final IntelHexFormat HEX = new IntelHexFormat();
  private static final String LAYOUT = "size:8,pad:FF,0:name:6,6:crc16-ccitt:0-5";

  @TempDir Path folder;

  @Test
  void oneFilePerDeviceNamedAfterIt() throws IOException {
    var zip =
        zip(
            Map.of("layout", LAYOUT),
            Samples.unit(1, "A:B", "s"),
            Samples.unit(2, "a@b.c", "s"),
            Samples.unit(3, "CON", "s"));

    assertThat(names(zip)).containsExactly("A-B.bin", "a@b.c.bin", "_CON.bin");
    assertThat(HexFormat.of().formatHex(content(zip, "A-B.bin"))).startsWith("413a42ffffff");
  }

  @Test
  void theZipIsTheSameToTheByte() {
    var bytes =
        Samples.written(
            ZIP, Samples.ALIYUN, Map.of("layout", "size:2,0:name:2"), Samples.unit(1, "ab", "s"));

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "504b03041400000000000000"
                + "4100"
                + "6d48839e"
                + "0200000002000000"
                + "06000000"
                + "61622e62696e"
                + "6162"
                + "504b010214001400000000000000"
                + "4100"
                + "6d48839e"
                + "0200000002000000"
                + "060000000000000000000000000000000000"
                + "61622e62696e"
                + "504b050600000000"
                + "01000100"
                + "34000000"
                + "26000000"
                + "0000");
  }

  @Test
  void twoNamesThatAreOneOnWindowsAreRefusedUnlessNumbered() throws IOException {
    var units =
        new BurntUnit[] {
          Samples.unit(1, "AA:01", "s"),
          Samples.unit(2, "bb-02", "s"),
          Samples.unit(3, "aa-01", "s")
        };

    assertThatThrownBy(() -> Samples.written(ZIP, Samples.ALIYUN, Map.of("layout", LAYOUT), units))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("names=number-name");
    assertThat(names(zip(Map.of("layout", LAYOUT, "names", "number-name"), units)))
        .containsExactly("00000001-AA-01.bin", "00000002-bb-02.bin", "00000003-aa-01.bin");
    assertThat(names(zip(Map.of("layout", LAYOUT, "names", "number"), units)))
        .containsExactly("00000001.bin", "00000002.bin", "00000003.bin");
  }

  @Test
  void moreFilesThanAnOldZipCanCount() throws Exception {
    int count = 70_000;
    var zip = folder.resolve("many.zip");
    UnitSource units =
        visitor -> {
          for (int i = 1; i <= count; i++) {
            visitor.visit(Samples.unit(i, "dev" + i, "s"));
          }
        };
    var file =
        ZIP.prepare(
            Samples.batch(Samples.ALIYUN, BurnMethod.DEVICE_SECRET, count),
            Samples.ALIYUN,
            Map.of("layout", "size:12,0:name:12"));

    try (var out = new BufferedOutputStream(Files.newOutputStream(zip))) {
      file.writeTo(out, units);
    }

    try (var opened = new ZipFile(zip.toFile())) {
      assertThat(opened.size()).isEqualTo(count);
      var last = opened.getEntry("dev70000.bin");
      assertThat(new String(opened.getInputStream(last).readAllBytes(), US_ASCII))
          .isEqualTo("dev70000\0\0\0\0");
    }
    try (var stream = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
      int seen = 0;
      while (stream.getNextEntry() != null) {
        seen++;
      }
      assertThat(seen).isEqualTo(count);
    }
  }

  @Test
  void filesBehindFourGigabytesAreFound() throws Exception {
    long front = 5L << 30;
    var path = folder.resolve("far.zip");
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(front);
      var out = Channels.newOutputStream(file.getChannel());
      var zip = new StoredZip(out, front);
      zip.file("a.bin".getBytes(US_ASCII), new byte[] {1});
      zip.file("b.bin".getBytes(US_ASCII), new byte[] {2, 3});
      zip.entry("a.bin".getBytes(US_ASCII), new byte[] {1});
      zip.entry("b.bin".getBytes(US_ASCII), new byte[] {2, 3});
      zip.finish();
    }

    try (var opened = new ZipFile(path.toFile())) {
      assertThat(opened.getInputStream(opened.getEntry("b.bin")).readAllBytes())
          .containsExactly(2, 3);
    }
  }

  @Test
  void aZipWhoseUnitsChangeMeanwhileIsNeverFinished() {
    var reads = new int[1];
    UnitSource shrinking =
        visitor -> {
          reads[0]++;
          visitor.visit(Samples.unit(1, "one", "s"));
          if (reads[0] < 3) {
            visitor.visit(Samples.unit(2, "two", "s"));
          }
        };
    var out = new ByteArrayOutputStream();
    var file =
        ZIP.prepare(
            Samples.batch(Samples.ALIYUN, BurnMethod.DEVICE_SECRET, 2),
            Samples.ALIYUN,
            Map.of("layout", LAYOUT));

    assertThatThrownBy(() -> file.writeTo(out, shrinking)).isInstanceOf(IOException.class);

    assertThat(new String(out.toByteArray(), US_ASCII)).doesNotContain("PK\5\6");
  }

  @Test
  void intelHexToTheByte() {
    var options = Map.of("layout", "size:4,0:name:4", "base", "0x0001FFFA", "stride", "8");

    var text =
        new String(
            Samples.written(
                HEX,
                Samples.ALIYUN,
                options,
                Samples.unit(1, "abcd", "s"),
                Samples.unit(2, "ef", "s")),
            US_ASCII);

    assertThat(text)
        .isEqualTo(
            """
            :020000040001F9\r
            :04FFFA006162636479\r
            :020000040002F8\r
            :04000200656600002F\r
            :00000001FF\r
            """);
  }

  @Test
  void aRecordOverTheEndOfASegmentIsCutThere() {
    var options = Map.of("layout", "size:8,0:name:8", "base", "0xFFFC");

    var bytes = Samples.written(HEX, Samples.ALIYUN, options, Samples.unit(1, "abcdefgh", "s"));

    assertThat(new String(bytes, US_ASCII).lines().map(line -> line.substring(0, 9)))
        .containsExactly(":02000004", ":04FFFC00", ":02000004", ":04000000", ":00000001");
  }

  @Test
  void whatLiesBehindFourGigabytesIsRefused() {
    var unit = Samples.unit(1, "dev1", "s");
    var fits = Map.of("layout", "size:16,0:name:16", "base", "0xFFFFFFF0");
    var beyond = Map.of("layout", "size:16,0:name:16", "base", "0xFFFFFFF1");

    assertThat(Samples.written(HEX, Samples.ALIYUN, fits, unit)).isNotEmpty();
    assertThatThrownBy(() -> Samples.written(HEX, Samples.ALIYUN, beyond, unit))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("4 GiB");
    assertThatThrownBy(
            () ->
                Samples.written(
                    HEX,
                    Samples.ALIYUN,
                    Map.of("layout", "size:16,0:name:16", "stride", "15"),
                    unit))
        .hasMessageContaining("at least the record's 16 bytes");
  }

  private Path zip(Map<String, String> options, BurntUnit... units) throws IOException {
    var file = Files.createTempFile(folder, "bins", ".zip");
    Files.write(file, Samples.written(ZIP, Samples.ALIYUN, options, units));
    return file;
  }

  private static List<String> names(Path zip) throws IOException {
    try (var opened = new ZipFile(zip.toFile())) {
      return opened.stream().map(ZipEntry::getName).toList();
    }
  }

  private static byte[] content(Path zip, String name) throws IOException {
    try (var opened = new ZipFile(zip.toFile())) {
      return opened.getInputStream(opened.getEntry(name)).readAllBytes();
    }
  }
}
