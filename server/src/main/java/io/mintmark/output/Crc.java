package io.mintmark.output;

import java.util.zip.CRC32;

/// The checksums that burnt records carry. Names and parameters as in the catalogue of parametrised
/// CRC algorithms (Greg Cook); the check value is that of the text `123456789`.
enum Crc {
  /// CRC-16/IBM-3740, often called CCITT-FALSE: polynomial 1021, start FFFF; check 29B1.
  CRC16_CCITT("crc16-ccitt", 2) {
    @Override
    long of(byte[] bytes, int from, int to) {
      int crc = 0xFFFF;
      for (int i = from; i < to; i++) {
        crc ^= (bytes[i] & 0xFF) << 8;
        for (int bit = 0; bit < 8; bit++) {
          crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        }
        crc &= 0xFFFF;
      }
      return crc;
    }
  },
  /// CRC-16/MODBUS: polynomial 8005 reflected, start FFFF; check 4B37.
  CRC16_MODBUS("crc16-modbus", 2) {
    @Override
    long of(byte[] bytes, int from, int to) {
      int crc = 0xFFFF;
      for (int i = from; i < to; i++) {
        crc ^= bytes[i] & 0xFF;
        for (int bit = 0; bit < 8; bit++) {
          crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xA001 : crc >>> 1;
        }
      }
      return crc;
    }
  },
  /// CRC-32/ISO-HDLC, that of Ethernet and ZIP; check CBF43926.
  CRC32_ISO("crc32", 4) {
    @Override
    long of(byte[] bytes, int from, int to) {
      var crc = new CRC32();
      crc.update(bytes, from, to - from);
      return crc.getValue();
    }
  };

  private final String word;
  private final int length;

  Crc(String word, int length) {
    this.word = word;
    this.length = length;
  }

  /// Its name in a layout.
  String word() {
    return word;
  }

  /// Bytes it takes.
  int length() {
    return length;
  }

  /// The checksum of the bytes from `from`, without `to`.
  abstract long of(byte[] bytes, int from, int to);
}
