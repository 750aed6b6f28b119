package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a ClientHello is gathered from TLS records.
class HelloReaderTest {

  /// A hello of a build with pre-shared keys, 49 octets with its message header.
  private static final byte[] HELLO =
      Wire.join(Wire.hex("0100002d 0303"), new byte[32], Wire.hex("00 0006 008c 008d 00ff 0100"));

  private static byte[] record(byte[] content) {
    return Wire.join(Wire.hex("160301"), Wire.u16(content.length), content);
  }

  private static byte[] inRecordsOf(int size, byte[] message) {
    byte[] records = {};
    for (int from = 0; from < message.length; from += size) {
      int to = Math.min(message.length, from + size);
      records = Wire.join(records, record(Arrays.copyOfRange(message, from, to)));
    }
    return records;
  }

  private static @Nullable HelloRoute read(byte[]... parts) {
    return HelloReader.read(Unpooled.wrappedBuffer(Wire.join(parts)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 48, 49, 16_000})
  void theLengthOfItsRecordsDoesNotMatter(int recordBytes) {
    assertThat(read(inRecordsOf(recordBytes, HELLO))).isEqualTo(HelloRoute.PSK);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16_000})
  void everyPartOfItIsWaitedForToTheLastOctet(int recordBytes) {
    byte[] whole = inRecordsOf(recordBytes, HELLO);
    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).as("%d octets", length).isNull();
    }
    assertThat(read(whole)).isEqualTo(HelloRoute.PSK);
  }

  @Test
  void whatFollowsItIsNotLookedAt() {
    assertThat(read(record(HELLO), Wire.hex("ffff"))).isEqualTo(HelloRoute.PSK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1503010002 0100", // an alert
        "1602010004 01000010", // no TLS
        "1603010000", // a record without content
        "1603014001 01000010", // a record longer than records are
        "1603010004 02000010", // another message than ClientHello
        "1603010004 01004001", // a hello longer than we read
        "1603010004 01000010 1703010001 00" // something else in the middle
      })
  void whatIsNoHelloIsRefusedAsSoonAsItShows(String bytes) {
    assertThat(read(Wire.hex(bytes))).isEqualTo(HelloRoute.UNREADABLE);
  }

  @Test
  void aHelloInMoreRecordsThanAnyDeviceSendsIsRefused() {
    byte[] longHello = Wire.join(Wire.hex("01000100"), new byte[256]);

    assertThat(read(inRecordsOf(4, longHello))).isEqualTo(HelloRoute.UNREADABLE);
  }
}
