package io.mintmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/dialects/measured.md` says of every measured fact which test or recording shows it; each
/// of those exists. A test that is renamed or deleted fails here until the page is put right.
class MeasuredFactsTest {

  private static final Path PAGE = Path.of("../docs/dialects/measured.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Path RECORDINGS = Path.of("src/test/resources/dialect");
  private static final Pattern REFERENCE = Pattern.compile("`([^`]+)`");

  /// A line of a table: the fact, and what shows it.
  record Row(String fact, String evidence) {

    List<String> references() {
      return REFERENCE.matcher(evidence).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
      return fact;
    }
  }

  /// The tables before the last heading, which is about what is not replayed.
  static Stream<Row> rows() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(0, page.lastIndexOf("\n## "))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| fact "))
        .map(line -> line.split(" \\| ", 2))
        .map(cells -> new Row(cells[0].substring(2), cells[1]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aMeasuredFactIsShownByTestsThatExist(Row row) throws IOException {
    assertThat(row.references()).isNotEmpty();
    for (String reference : row.references()) {
      assertThat(exists(reference)).as(reference).isTrue();
    }
  }

  @Test
  void bothVendorsHaveTheirFacts() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(80);
  }

  private static boolean exists(String reference) throws IOException {
    String[] parts = reference.split("#", 2);
    return parts.length == 1
        ? Files.isRegularFile(RECORDINGS.resolve(reference))
        : Arrays.stream(methodsOf(testNamed(parts[0])))
            .anyMatch(method -> method.getName().equals(parts[1]) && isTest(method));
  }

  /// The one class of this name; a package before it tells two apart.
  private static Path testNamed(String name) throws IOException {
    Path file = Path.of(name.replace('.', '/') + ".java");
    try (var files = Files.walk(TESTS)) {
      var found = files.filter(path -> path.endsWith(file)).toList();
      assertThat(found).as("classes named " + name).hasSize(1);
      return found.getFirst();
    }
  }

  private static Method[] methodsOf(Path file) {
    String path = TESTS.relativize(file).toString();
    try {
      return Class.forName(path.replace(".java", "").replace('/', '.')).getDeclaredMethods();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class);
  }
}
