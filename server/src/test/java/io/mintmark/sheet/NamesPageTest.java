package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.IdentityFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/names.md` tells the truth: its tables are the whole, and its example comes out as it says.
class NamesPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```\\n(.*?)^```");

  @Test
  void everyKindOfFindingStandsUnderItsSeverity() throws IOException {
    var page = page();
    int warnings = page.indexOf("### Warnings");

    var told =
        ROW.matcher(page)
            .results()
            .filter(row -> row.start() > page.indexOf("### Errors"))
            .map(row -> row.group(1) + (row.start() < warnings ? " ERROR" : " WARNING"))
            .toList();

    assertThat(told)
        .containsExactlyElementsOf(
            Arrays.stream(FindingKind.values())
                .map(kind -> kind + " " + kind.severity())
                .collect(Collectors.toList()));
  }

  @Test
  void theExampleComesOutAsThePageSays() throws IOException {
    var page = page();
    var example = EXAMPLE.matcher(page).results().findFirst().orElseThrow().group(1);
    var in = new ByteArrayInputStream(example.getBytes(StandardCharsets.UTF_8));

    var doctor =
        new SheetReader(SpreadsheetOpener.NONE)
            .examine(in, IdentityFormat.ALIYUN, SheetLimits.DEFAULTS);

    assertThat(doctor.findings().first())
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(page)
                    .containsPattern(
                        "(?m)^\\| %d \\|.*`%s`.*%s.*%s"
                            .formatted(
                                finding.row(),
                                finding.kind(),
                                Pattern.quote(finding.value()),
                                finding.repaired() == null ? "" : finding.repaired())));
  }

  private static String page() throws IOException {
    var page = Path.of("docs/names.md");
    return Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page));
  }
}
