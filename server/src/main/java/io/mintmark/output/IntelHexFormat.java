package io.mintmark.output;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Intel HEX with the records of all units, one behind the other in the order of the batch.
public final class IntelHexFormat implements FileFormat {

  private static final long END_OF_SPACE = 1L << 32;

  private static final Option BASE =
      new Option("base", "0", "the address of the first record, decimal or as 0x…");
  private static final Option STRIDE =
      new Option(
          "stride",
          "0",
          "bytes from one record to the next, at least its size; 0 puts them directly behind each"
              + " other");
  private static final Option WIDTH =
      new Option("width", "16", "bytes of data on a line, 1 to 255");

  @Override
  public String id() {
    return "intel-hex";
  }

  @Override
  public List<Option> options() {
    return List.of(LayoutOption.OPTION, BASE, STRIDE, WIDTH);
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var given = new GivenOptions(this, options);
    var layout = LayoutOption.read(given, batch);
    long base = given.number(BASE.name(), 0, END_OF_SPACE - 1);
    long stride = given.number(STRIDE.name(), 0, END_OF_SPACE - 1);
    if (stride != 0 && stride < layout.size()) {
      throw new UnfitFileException(
          "the option 'stride' is 0 or at least the record's %d bytes".formatted(layout.size()));
    }
    var place = new Place(base, stride == 0 ? layout.size() : stride);
    int width = (int) given.number(WIDTH.name(), 1, 255);
    return new PreparedFile(
        PreparedFile.name(product, batch, ".hex"),
        "text/plain;charset=us-ascii",
        layout.holdsSecrets(),
        (out, units) -> write(out, units, new RecordMaker(layout, product), place, width));
  }

  private static void write(
      OutputStream out, UnitSource units, RecordMaker records, Place place, int width)
      throws IOException {
    var count = new AtomicLong();
    units.each(
        unit -> {
          records.recordOf(unit);
          count.incrementAndGet();
        });
    place.check(count.get(), records.size());
    var hex = new HexLines(out, width);
    var address = new AtomicLong(place.base());
    units.each(unit -> hex.data(address.getAndAdd(place.stride()), records.recordOf(unit)));
    hex.finish();
  }

  /// Where the records lie.
  private record Place(long base, long stride) {

    void check(long count, int size) {
      long end = count == 0 ? base : base + (count - 1) * stride + size;
      if (end > END_OF_SPACE) {
        throw new UnfitFileException(
            "Intel HEX reaches 4 GiB, and these %d records would end at 0x%X; ask for fewer units"
                .formatted(count, end));
      }
    }
  }
}
