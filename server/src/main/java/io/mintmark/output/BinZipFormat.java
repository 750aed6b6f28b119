package io.mintmark.output;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// A ZIP with one flat binary record for each device.
///
/// The units are read three times: to see that all fit before the first byte is written, to write
/// the records, and to write the table at the end, so that nothing is held for each unit but eight
/// bytes that tell whether two files would have the same name.
public final class BinZipFormat implements FileFormat {

  private static final int BUFFER = 1 << 16;

  private static final Option NAMES =
      new Option(
          "names",
          "name",
          "what the files are called: name (the DeviceName, colons as hyphens), number (the unit's"
              + " number in the batch) or number-name");

  @Override
  public String id() {
    return "bin-zip";
  }

  @Override
  public List<Option> options() {
    return List.of(LayoutOption.OPTION, NAMES);
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    var given = new GivenOptions(this, options);
    var layout = LayoutOption.read(given, batch);
    var naming = RecordNaming.of(given.oneOf(NAMES.name(), RecordNaming.WORDS));
    return new PreparedFile(
        PreparedFile.name(product, batch, ".bin.zip"),
        "application/zip",
        layout.holdsSecrets(),
        (out, units) -> write(out, units, new RecordMaker(layout, product), naming));
  }

  private static void write(
      OutputStream out, UnitSource units, RecordMaker records, RecordNaming naming)
      throws IOException {
    var names = new DistinctNames();
    units.each(
        unit -> {
          records.recordOf(unit);
          names.add(naming.fileOf(unit));
        });
    names.check();
    var buffered = new BufferedOutputStream(out, BUFFER);
    var zip = new StoredZip(buffered);
    units.each(unit -> zip.file(naming.fileOf(unit).getBytes(US_ASCII), records.recordOf(unit)));
    units.each(unit -> zip.entry(naming.fileOf(unit).getBytes(US_ASCII), records.recordOf(unit)));
    zip.finish();
    buffered.flush();
  }
}
