package io.mintmark.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every layout.
class LayoutProperties {

  private static final BurntUnit[] UNITS = {
    Samples.unit(1, "d1", "AAECAwQFBgcICQoLDA0ODw=="),
    Samples.unit(2, "dev2", "AQECAwQFBgcICQoLDA0ODw=="),
    Samples.unit(3, "device3", "AgECAwQFBgcICQoLDA0ODw==")
  };

  @Property(tries = 500)
  void aLayoutReadsAsItIsPrinted(@ForAll("layouts") String text) {
    var layout = LayoutReader.read(text);

    assertThat(LayoutReader.read(layout.toString())).isEqualTo(layout);
  }

  @Property(tries = 300)
  void intelHexHoldsTheVeryRecords(
      @ForAll("layouts") String text,
      @ForAll("addresses") long base,
      @ForAll("gaps") int gap,
      @ForAll("widths") int width) {
    var layout = LayoutReader.read(text);
    long stride = (long) layout.size() + gap;
    var options =
        Map.of(
            "layout",
            text,
            "base",
            "0x%X".formatted(base),
            "stride",
            "" + stride,
            "width",
            "" + width);

    var memory = decoded(Samples.written(new IntelHexFormat(), Samples.TENCENT, options, UNITS));

    var records = new RecordMaker(layout, Samples.TENCENT);
    var expected = new HashMap<Long, Byte>();
    for (int i = 0; i < UNITS.length; i++) {
      byte[] record = records.recordOf(UNITS[i]);
      for (int at = 0; at < record.length; at++) {
        expected.put(base + i * stride + at, record[at]);
      }
    }
    assertThat(memory).isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void whateverIsWrittenIsALayoutOrRefusedWithASentence(@ForAll("scribbles") String text) {
    try {
      LayoutReader.read(text);
    } catch (UnfitFileException e) {
      assertThat(e.sentence()).startsWith("layout").hasSizeLessThan(400);
    }
  }

  @Provide
  Arbitrary<Long> addresses() {
    return Arbitraries.longs().between(0, 0xFFF00000L);
  }

  @Provide
  Arbitrary<Integer> gaps() {
    return Arbitraries.integers().between(0, 70_000);
  }

  @Provide
  Arbitrary<Integer> widths() {
    return Arbitraries.integers().between(1, 255);
  }

  @Provide
  Arbitrary<String> scribbles() {
    return Arbitraries.of(
            "size",
            "pad",
            "endian",
            "name",
            "secret",
            "crc32",
            "hex",
            "text",
            ":",
            ",",
            "0",
            "16",
            "FF",
            "-",
            " ",
            "é",
            "99999999999")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  /// Fields one behind the other with gaps between, and a checksum over all of them at the end.
  @Provide
  Arbitrary<String> layouts() {
    var field =
        Combinators.combine(
                Arbitraries.of(
                    "name:7",
                    "name:20",
                    "secret:24",
                    "secret:33",
                    "secret-base64:16",
                    "key:10",
                    "number:1",
                    "number:2",
                    "number:8",
                    "hex:00FFA5",
                    "text:MM:5",
                    "text:x"),
                Arbitraries.integers().between(0, 40))
            .as(Map::entry);
    return Combinators.combine(
            field.list().ofMinSize(1).ofMaxSize(8),
            Arbitraries.of("little", "big"),
            Arbitraries.integers().between(0, 255),
            Arbitraries.of(Crc.values()))
        .as(LayoutProperties::layout);
  }

  private static String layout(
      List<Map.Entry<String, Integer>> parts, String order, int padding, Crc crc) {
    var items = new ArrayList<String>();
    int at = 0;
    for (var part : parts) {
      at += part.getValue();
      items.add(at + ":" + part.getKey());
      at += LayoutReader.read("size:99,0:" + part.getKey()).fields().getFirst().length();
    }
    items.add("%d:%s:0-%d".formatted(at, crc.word(), at - 1));
    items.add("size:" + (at + crc.length()));
    items.add("pad:%02X".formatted(padding));
    items.add("endian:" + order);
    return String.join(",", items);
  }

  /// Reads Intel HEX strictly: every checksum, one end, nothing written twice.
  private static Map<Long, Byte> decoded(byte[] file) {
    var memory = new HashMap<Long, Byte>();
    long upper = 0;
    boolean ended = false;
    for (String line : new String(file, US_ASCII).lines().toList()) {
      assertThat(ended).isFalse();
      assertThat(line).startsWith(":");
      byte[] bytes = HexFormat.of().parseHex(line.substring(1));
      int sum = 0;
      for (byte each : bytes) {
        sum += each;
      }
      assertThat(sum & 0xFF).isZero();
      int length = bytes[0] & 0xFF;
      assertThat(bytes).hasSize(length + 5);
      int low = ((bytes[1] & 0xFF) << 8) | (bytes[2] & 0xFF);
      switch (bytes[3]) {
        case 0 -> {
          assertThat(low + length).isLessThanOrEqualTo(0x10000);
          for (int i = 0; i < length; i++) {
            assertThat(memory.put((upper << 16) + low + i, bytes[4 + i])).isNull();
          }
        }
        case 1 -> ended = true;
        case 4 -> upper = ((bytes[4] & 0xFFL) << 8) | (bytes[5] & 0xFF);
        default -> throw new AssertionError("a record of type " + bytes[3]);
      }
    }
    assertThat(ended).isTrue();
    return memory;
  }
}
