package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.IdentityFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process with little memory examines files that are far larger, or worse.
class SmallHeapTest {

  private static final SheetLimits LIMITS = new SheetLimits(300_000, 16L << 20, 4_096);

  /// What is uploaded to the process.
  enum Upload {
    /// One line without an end, ten gigabytes of it.
    ONE_LINE("x", FindingKind.LINE_ENDLESS),
    /// Ten gigabytes of bad rows.
    BAD_ROWS("bad name,设备,=1+1" + ",x".repeat(50) + "\r\n", FindingKind.FILE_TOO_LARGE),
    /// The same name again and again.
    ONE_NAME("unit-0001\n", FindingKind.TOO_MANY_NAMES),
    /// Quotes that nobody closes.
    QUOTES("\"unit\n", FindingKind.TOO_MANY_NAMES),
    BLANK("\n", FindingKind.FILE_TOO_LARGE);

    final String text;
    final FindingKind end;

    Upload(String text, FindingKind end) {
      this.text = text;
      this.end = end;
    }
  }

  @ParameterizedTest
  @EnumSource(Upload.class)
  void tenGigabytesGoThrough24Megabytes(Upload upload) throws Exception {
    assertThat(child("24m", upload.name())).contains("ended by " + upload.end);
  }

  @Test
  void aMillionNamesGoThrough128Megabytes() throws Exception {
    assertThat(child("128m", "MILLION")).contains("1000000 names");
  }

  /// In the child process.
  public static void main(String[] arguments) throws IOException {
    var reader = new SheetReader(SpreadsheetOpener.NONE);
    if (arguments[0].equals("MILLION")) {
      var doctor = reader.examine(new Million(), IdentityFormat.ALIYUN, SheetLimits.DEFAULTS);
      System.out.println(doctor.names().size() + " names, " + doctor.findings().totals());
      return;
    }
    var upload = Upload.valueOf(arguments[0]);
    var doctor =
        reader.examine(
            new Repeated(upload.text.getBytes(StandardCharsets.UTF_8)),
            IdentityFormat.ALIYUN,
            LIMITS);
    boolean ended = doctor.findings().totals().containsKey(upload.end) && !doctor.whole();
    System.out.println(ended ? "ended by " + upload.end : doctor.findings().totals());
  }

  private static String child(String heap, String what) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTest.class.getName(),
                what)
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }

  /// One text again and again, ten gigabytes of it.
  private static final class Repeated extends InputStream {
    private final byte[] text;
    private long left = 10L << 30;
    private int position;

    Repeated(byte[] text) {
      this.text = text;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("nobody reads ten gigabytes byte by byte");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      for (int i = 0; i < length; i++) {
        target[offset + i] = text[position];
        position = (position + 1) % text.length;
      }
      left -= length;
      return length;
    }
  }

  /// A million serial numbers with remarks.
  private static final class Million extends InputStream {
    private byte[] current = new byte[0];
    private int position;
    private int number;

    @Override
    public int read() {
      throw new UnsupportedOperationException("a million names are not read byte by byte");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == current.length) {
        if (number == 1_000_000) {
          return -1;
        }
        current = "SN-2026-%09d,remark\r\n".formatted(number++).getBytes(StandardCharsets.US_ASCII);
        position = 0;
      }
      int count = Math.min(length, current.length - position);
      System.arraycopy(current, position, target, offset, count);
      position += count;
      return count;
    }
  }
}
