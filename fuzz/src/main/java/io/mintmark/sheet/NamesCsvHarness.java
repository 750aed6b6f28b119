package io.mintmark.sheet;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import io.mintmark.fuzz.Input;
import io.mintmark.fuzz.Pieces;
import io.mintmark.product.IdentityFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A list of names as text: the same names and findings however the upload arrives, and of a list
/// without errors nothing but names of the format.
///
/// An input is an octet by which the upload is cut, and the upload.
public final class NamesCsvHarness implements Harness {

  private static final IdentityFormat FORMAT = IdentityFormat.ALIYUN;
  private static final SheetReader READER = new SheetReader(SpreadsheetOpener.NONE);

  @Override
  public void play(byte[] bytes) {
    var input = new Input(bytes);
    int seed = input.octet();
    byte[] upload = input.rest();
    var whole = read(upload, 0);
    Check.that(whole.equals(read(upload, seed)), "in pieces it says something else");
    Check.that(
        !whole.sound()
            || whole.names().stream().allMatch(name -> FORMAT.faultOfName(name).isEmpty()),
        "a name is none");
    Check.that(whole.names().size() <= upload.length, "more names than bytes");
  }

  /// What was understood of an upload.
  private record Understood(List<String> names, List<Finding> findings, boolean sound) {}

  private static Understood read(byte[] upload, int seed) {
    try {
      var doctor = READER.examine(new Pieces(upload, seed), FORMAT, SheetLimits.DEFAULTS);
      var findings = doctor.findings();
      return new Understood(doctor.names(), findings.first(), findings.errors().isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the stream never breaks off
    }
  }
}
