package io.mintmark.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every committed input, played without the fuzzer: what was once found stays mended, and every
/// harness can still read what it is given.
class CorpusTest {

  private static final Path CORPUS = Path.of("corpus");

  static Stream<Named<Path>> harnesses() throws IOException {
    return filesIn(CORPUS).stream()
        .map(folder -> Named.of(folder.getFileName().toString(), folder));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harnesses")
  void nothingIsWrongWithTheCommittedInputs(Path folder) throws IOException {
    Harness harness = Harnesses.named(folder.getFileName().toString());

    for (Path file : filesIn(folder)) {
      byte[] input = Files.readAllBytes(file);
      assertThatCode(() -> harness.play(input)).as(file.toString()).doesNotThrowAnyException();
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
