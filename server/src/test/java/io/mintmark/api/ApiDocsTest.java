package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `docs/api.md` tells the truth: its commands run, and its table of problems is the whole.
class ApiDocsTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d{3}) \\|");

  @TempDir Path folder;

  @Test
  void theCommandsOfThePageRunOneAfterTheOther() throws Exception {
    Assumptions.assumeTrue(isThere("curl"), "curl is not installed");
    var script =
        COMMANDS
            .matcher(page())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining());
    var output = folder.resolve("output");
    var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
    shell.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    shell.environment().put("MINTMARK", HOUSE.anybody().base().toString());
    shell.environment().put("ONE_TIME_PASSWORD", HOUSE.oneTimePassword.expose());

    var process = shell.start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readAllLines(folder.resolve("units.csv"))).hasSize(1_001);
    assertThat(Files.readString(output)).contains("DEVICE_DISABLED").contains("\"token\":");
  }

  @Test
  void theTableHoldsEveryProblemCode() throws Exception {
    var told =
        ROW.matcher(page())
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .collect(Collectors.toSet());

    assertThat(told)
        .isEqualTo(
            Arrays.stream(ProblemCode.values())
                .map(code -> code + " " + code.status())
                .collect(Collectors.toSet()));
  }

  private static String page() throws IOException {
    var page = Path.of("docs/api.md");
    return Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page));
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
