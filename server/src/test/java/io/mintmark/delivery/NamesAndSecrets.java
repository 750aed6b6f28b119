package io.mintmark.delivery;

import io.mintmark.output.BurntUnit;
import io.mintmark.output.FileFormat;
import io.mintmark.output.UnfitFileException;
import io.mintmark.output.UnitFile;
import io.mintmark.output.UnitSource;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The plainest file: a name and a secret on each line.
public final class NamesAndSecrets implements FileFormat {

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option("bom", "false", "with a byte order mark"));
  }

  @Override
  public UnitFile prepare(Batch batch, Product product, Map<String, String> options) {
    if (!List.of("bom").containsAll(options.keySet())) {
      throw new UnfitFileException("the file has no such option; it has bom");
    }
    return new Lines(product.key() + "-" + batch.id() + ".csv");
  }

  private record Lines(String fileName) implements UnitFile {

    @Override
    public String mediaType() {
      return "text/csv;charset=utf-8";
    }

    @Override
    public boolean holdsSecrets() {
      return true;
    }

    @Override
    public void writeTo(OutputStream out, UnitSource units) throws IOException {
      var buffered = new BufferedOutputStream(out, 1 << 16);
      buffered.write("DeviceName,DeviceSecret\r\n".getBytes(StandardCharsets.US_ASCII));
      units.each(unit -> buffered.write(line(unit).getBytes(StandardCharsets.US_ASCII)));
      buffered.flush();
    }

    private static String line(BurntUnit unit) {
      var secret = unit.secret();
      return unit.name() + "," + (secret == null ? "" : secret.expose()) + "\r\n";
    }
  }
}
