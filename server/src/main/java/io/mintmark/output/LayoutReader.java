package io.mintmark.output;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the notation of a [Layout], for example
/// `size:128,pad:FF,endian:little,0:name:48,48:secret:32,124:crc32:0-123`.
///
/// Items are separated by commas and their parts by colons: nothing that a shell or an address
/// would take for something else. Faults name the position, from 1, and what was expected there.
final class LayoutReader {

  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_FIELDS = 256;

  private int size = -1;
  private byte padding;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private final List<String> settings = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();

  private LayoutReader() {}

  /// @throws UnfitFileException if it is not a layout
  static Layout read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new UnfitFileException("layout: longer than %d characters".formatted(MAX_LENGTH));
    }
    var reader = new LayoutReader();
    int at = 0;
    for (String item : text.split(",", -1)) {
      reader.item(new LayoutItem(item, at));
      at += item.length() + 1;
    }
    if (reader.size < 0) {
      throw new UnfitFileException(
          "layout: the item 'size:BYTES' is missing, which tells the length of a record");
    }
    return new Layout(reader.size, reader.padding, reader.order, reader.fields);
  }

  private void item(LayoutItem item) {
    String first = item.word("an item such as 'size:128' or '0:name:48'");
    if (!first.isEmpty() && Character.isDigit(first.charAt(0))) {
      field(item);
    } else {
      setting(item, first);
    }
    item.end();
  }

  private void setting(LayoutItem item, String word) {
    if (settings.contains(word)) {
      throw item.fault("'%s' stands here for the second time".formatted(word));
    }
    settings.add(word);
    switch (word) {
      case "size" -> size = item.next().number(1, Layout.MAX_SIZE);
      case "pad" -> padding = item.next().hexByte();
      case "endian" -> order = byteOrder(item.next());
      default ->
          throw item.fault(
              "expected 'size', 'pad', 'endian' or the offset of a field, found '%s'"
                  .formatted(Quoted.of(word)));
    }
  }

  private static ByteOrder byteOrder(LayoutItem item) {
    return switch (item.word("'little' or 'big'")) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      case String other ->
          throw item.fault("expected 'little' or 'big', found '%s'".formatted(Quoted.of(other)));
    };
  }

  private void field(LayoutItem item) {
    if (fields.size() == MAX_FIELDS) {
      throw item.fault("a layout has at most %d fields".formatted(MAX_FIELDS));
    }
    int offset = item.number(0, Layout.MAX_SIZE - 1);
    String kind = item.next().word("the kind of the field");
    fields.add(
        switch (kind) {
          case "hex" -> {
            String digits = item.next().hexDigits();
            yield new Field(offset, digits.length() / 2, new Field.HexConstant(digits));
          }
          case "text" -> text(offset, item);
          default ->
              sum(kind).isPresent()
                  ? checksum(offset, sum(kind).get(), item)
                  : fact(offset, kind, item);
        });
  }

  private static Field text(int offset, LayoutItem item) {
    String text = item.next().asciiText();
    int length = item.hasNext() ? item.next().number(1, Layout.MAX_SIZE) : text.length();
    if (text.length() > length) {
      throw item.fault(
          "the text has %d characters and does not fit into %d bytes"
              .formatted(text.length(), length));
    }
    return new Field(offset, length, new Field.TextConstant(text));
  }

  private static Field checksum(int offset, Crc crc, LayoutItem item) {
    int[] range = item.next().range();
    return new Field(offset, crc.length(), new Field.Checksum(crc, range[0], range[1]));
  }

  private static Field fact(int offset, String kind, LayoutItem item) {
    var fact =
        Arrays.stream(Field.Fact.values())
            .filter(each -> each.word().equals(kind))
            .findFirst()
            .orElseThrow(() -> item.fault(kinds(kind)));
    int length = item.next().number(1, Layout.MAX_SIZE);
    if (fact == Field.Fact.NUMBER && !List.of(1, 2, 4, 8).contains(length)) {
      throw item.fault("a number has 1, 2, 4 or 8 bytes, not " + length);
    }
    return new Field(offset, length, fact);
  }

  private static Optional<Crc> sum(String word) {
    return Arrays.stream(Crc.values()).filter(crc -> crc.word().equals(word)).findFirst();
  }

  private static String kinds(String found) {
    var words = new ArrayList<String>();
    Arrays.stream(Field.Fact.values()).map(Field.Fact::word).forEach(words::add);
    words.addAll(List.of("hex", "text"));
    Arrays.stream(Crc.values()).map(Crc::word).forEach(words::add);
    return "expected one of %s, found '%s'"
        .formatted(String.join(", ", words), Quoted.of(found).toLowerCase(Locale.ROOT));
  }
}
