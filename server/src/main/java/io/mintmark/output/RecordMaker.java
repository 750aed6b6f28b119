package io.mintmark.output;

import io.mintmark.product.Product;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Makes the records of a [Layout], one unit at a time. For one thread.
final class RecordMaker {

  private final Layout layout;
  private final byte[] key;

  RecordMaker(Layout layout, Product product) {
    this.layout = layout;
    this.key = product.key().value().getBytes(StandardCharsets.UTF_8);
  }

  int size() {
    return layout.size();
  }

  /// A fresh array each time.
  ///
  /// @throws UnfitFileException if something of the unit does not fit; the message holds no secret
  byte[] recordOf(BurntUnit unit) {
    byte[] record = new byte[layout.size()];
    Arrays.fill(record, layout.padding());
    for (var field : layout.fields()) {
      if (!(field.content() instanceof Field.Checksum)) {
        put(record, field, unit);
      }
    }
    for (var field : layout.fields()) {
      if (field.content() instanceof Field.Checksum(Crc crc, int first, int last)) {
        putNumber(record, field, crc.of(record, first, last + 1));
      }
    }
    return record;
  }

  private void put(byte[] record, Field field, BurntUnit unit) {
    switch (field.content()) {
      case Field.Fact fact when fact == Field.Fact.NUMBER -> {
        if (field.length() < Integer.BYTES && unit.number() >> (8 * field.length()) != 0) {
          throw unfit(field, unit, "the number of the unit is greater");
        }
        putNumber(record, field, unit.number());
      }
      case Field.Fact fact -> putBytes(record, field, unit, bytesOf(fact, field, unit));
      case Field.HexConstant(String digits) ->
          putBytes(record, field, unit, HexFormat.of().parseHex(digits));
      case Field.TextConstant(String text) ->
          putBytes(record, field, unit, text.getBytes(StandardCharsets.US_ASCII));
      case Field.Checksum _ -> throw new IllegalStateException("checksums come last");
    }
  }

  private byte[] bytesOf(Field.Fact fact, Field field, BurntUnit unit) {
    try {
      return switch (fact) {
        case NAME -> unit.name().getBytes(StandardCharsets.UTF_8);
        case SECRET -> BurntSecret.of(unit).exposeBytes();
        case SECRET_HEX -> HexFormat.of().parseHex(BurntSecret.of(unit).expose());
        case SECRET_BASE64 -> Base64.getDecoder().decode(BurntSecret.of(unit).exposeBytes());
        case KEY -> key;
        case NUMBER -> throw new IllegalStateException("a number is no text");
      };
    } catch (IllegalArgumentException _) {
      // Its message would show the secret.
      throw unfit(field, unit, "the secret is not of this form");
    }
  }

  private static void putBytes(byte[] record, Field field, BurntUnit unit, byte[] bytes) {
    if (bytes.length > field.length()) {
      throw unfit(field, unit, "there are %d bytes to put in".formatted(bytes.length));
    }
    System.arraycopy(bytes, 0, record, field.offset(), bytes.length);
  }

  private void putNumber(byte[] record, Field field, long number) {
    var bytes = ByteBuffer.allocate(Long.BYTES).order(layout.order()).putLong(number).array();
    int from = layout.order() == ByteOrder.BIG_ENDIAN ? Long.BYTES - field.length() : 0;
    System.arraycopy(bytes, from, record, field.offset(), field.length());
  }

  private static UnfitFileException unfit(Field field, BurntUnit unit, String why) {
    return new UnfitFileException(
        "layout: unit %d (%s) does not fit into '%s': %s"
            .formatted(unit.number(), unit.name(), field, why));
  }
}
