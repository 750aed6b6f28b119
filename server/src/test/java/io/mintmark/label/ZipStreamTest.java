package io.mintmark.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipStreamTest {

  @TempDir private Path folder;

  @Test
  void filesComeBackAsTheyWere() throws IOException {
    var noise = new byte[3_000];
    new Random(1).nextBytes(noise);

    var path =
        archive(
            zip -> {
              zip.add(
                  "text.txt",
                  "again and again and again and again".getBytes(StandardCharsets.US_ASCII));
              zip.add("noise.bin", noise);
              zip.add("empty", new byte[0]);
            });

    try (var file = new ZipFile(path.toFile())) {
      assertThat(file.stream().map(entry -> entry.getName()))
          .containsExactly("text.txt", "noise.bin", "empty");
      assertThat(content(file, "text.txt")).asString().startsWith("again and again");
      assertThat(content(file, "noise.bin")).isEqualTo(noise);
      assertThat(content(file, "empty")).isEmpty();
      assertThat(file.getEntry("text.txt").getCompressedSize()).isLessThan(35);
      assertThat(file.getEntry("noise.bin").getTimeLocal())
          .isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
    }
  }

  @Test
  void moreFilesThanTheOldFormatCountsAreAllThere() throws IOException {
    int count = 70_000;

    var path =
        archive(
            zip -> {
              for (int i = 0; i < count; i++) {
                zip.add("file-" + i, Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
              }
            });

    try (var file = new ZipFile(path.toFile())) {
      assertThat(file.size()).isEqualTo(count);
      assertThat(content(file, "file-69999")).asString().isEqualTo("69999");
    }
  }

  @Test
  void anArchiveThatWasNotFinishedIsNone() throws IOException {
    var path = folder.resolve("part.zip");

    try (OutputStream out = Files.newOutputStream(path);
        var zip = new ZipStream(out)) {
      zip.add("one", new byte[100]);
    }

    assertThat(isArchive(path)).isFalse();
  }

  private static boolean isArchive(Path path) {
    try (var file = new ZipFile(path.toFile())) {
      return file.size() >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  private Path archive(Filling filling) throws IOException {
    var path = folder.resolve("a.zip");
    try (OutputStream out = Files.newOutputStream(path);
        var buffered = new BufferedOutputStream(out);
        var zip = new ZipStream(buffered)) {
      filling.fill(zip);
      zip.finish();
    }
    return path;
  }

  private static byte[] content(ZipFile file, String name) throws IOException {
    try (var in = file.getInputStream(file.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private interface Filling {
    void fill(ZipStream zip) throws IOException;
  }
}
