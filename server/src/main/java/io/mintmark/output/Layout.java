package io.mintmark.output;

import static java.util.stream.Collectors.joining;

import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// How the record of one device lies in memory. [#toString] writes it in the notation that
/// [LayoutReader] reads.
///
/// @param size bytes of a record, 1 to [#MAX_SIZE]
/// @param padding the byte where no field lies, and behind a text shorter than its field
/// @param order of the bytes of numbers and checksums
/// @param fields by offset; none overlaps another or the end
record Layout(int size, byte padding, ByteOrder order, List<Field> fields) {

  static final int MAX_SIZE = 65_536;

  Layout {
    if (size < 1 || size > MAX_SIZE) {
      throw new UnfitFileException(
          "layout: a record has 1 to %d bytes, not %d".formatted(MAX_SIZE, size));
    }
    fields = fields.stream().sorted(Comparator.comparingInt(Field::offset)).toList();
    int end = 0;
    for (var field : fields) {
      if (field.offset() < end) {
        throw new UnfitFileException(
            "layout: '%s' begins at byte %d, within the field before it, which ends at byte %d"
                .formatted(field, field.offset(), end - 1));
      }
      end = field.end();
      if (end > size) {
        throw new UnfitFileException(
            "layout: '%s' ends at byte %d, but the record of %d bytes ends at byte %d"
                .formatted(field, end - 1, size, size - 1));
      }
    }
    checkSums(size, fields);
  }

  /// Whether a DeviceSecret goes into the record.
  boolean holdsSecrets() {
    return fields.stream().anyMatch(Field::isSecret);
  }

  private static void checkSums(int size, List<Field> fields) {
    for (var field : fields) {
      if (field.content() instanceof Field.Checksum sum) {
        if (sum.last() >= size) {
          throw new UnfitFileException(
              "layout: '%s' covers byte %d, but the record ends at byte %d"
                  .formatted(field, sum.last(), size - 1));
        }
        fields.stream()
            .filter(other -> other.content() instanceof Field.Checksum)
            .filter(other -> other.offset() >= field.offset())
            .filter(other -> other.offset() <= sum.last() && other.end() > sum.first())
            .findFirst()
            .ifPresent(
                other -> {
                  throw new UnfitFileException(
                      "layout: '%s' covers the place of '%s', which is written no earlier; checksums are written from the front to the back"
                          .formatted(field, other));
                });
      }
    }
  }

  @Override
  public String toString() {
    return "size:%d,pad:%s,endian:%s%s"
        .formatted(
            size,
            HexFormat.of().withUpperCase().toHexDigits(padding),
            order == ByteOrder.BIG_ENDIAN ? "big" : "little",
            fields.stream().map(field -> "," + field).collect(joining()));
  }
}
