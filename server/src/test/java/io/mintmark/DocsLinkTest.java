package io.mintmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every relative link in the project's documents leads to a file, and to a heading where it names
/// one.
class DocsLinkTest {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern FENCED_CODE = Pattern.compile("(?ms)^```.*?^```");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");

  private final Path root = projectRoot();

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    List<String> broken =
        documents().stream()
            .flatMap(
                document ->
                    linksOf(document)
                        .filter(link -> !leadsSomewhere(document, link))
                        .map(link -> root.relativize(document) + " -> " + link))
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void theReadmesAreAmongTheDocuments() throws IOException {
    assertThat(documents())
        .contains(root.resolve("README.md"), root.resolve("README.zh-CN.md"))
        .anyMatch(document -> document.startsWith(root.resolve("docs")));
  }

  private List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.find(root, 4, (file, _) -> isDocument(file))) {
      return files.toList();
    }
  }

  private boolean isDocument(Path file) {
    for (Path part : root.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return file.toString().endsWith(".md");
  }

  private static Stream<String> linksOf(Path document) {
    return LINK.matcher(textOf(document))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains(":"));
  }

  private static boolean leadsSomewhere(Path document, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? document : document.resolveSibling(file);
    return Files.exists(target)
        && (hash < 0 || headingsOf(target).contains(link.substring(hash + 1)));
  }

  private static Set<String> headingsOf(Path document) {
    return HEADING
        .matcher(textOf(document))
        .results()
        .map(DocsLinkTest::anchorOf)
        .collect(Collectors.toSet());
  }

  /// The anchor that code hosts give a heading: lower case, no punctuation, dashes for blanks.
  private static String anchorOf(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static String textOf(Path document) {
    try {
      return FENCED_CODE.matcher(Files.readString(document)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tests may start in the module's folder or in the project's.
  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
