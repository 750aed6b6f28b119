package io.mintmark.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a stock program of the operating system, as the factory would.
record Program(int exitCode, String output) {

  /// Whether it ended as programs do when all is well.
  boolean succeeded() {
    return exitCode == 0;
  }

  static Program run(Path folder, String... command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GNUPGHOME", folder.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          command[0] + " is missing; ./mintmark test installs it (Debian: gnupg, openssl, 7zip)",
          e);
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " did not end");
    }
    return new Program(process.exitValue(), Files.readString(output));
  }

  /// 7-Zip under the name that this machine has for it.
  static String sevenZip() {
    for (String name : List.of("7z", "7zz", "7za")) {
      for (String folder : System.getenv("PATH").split(":", -1)) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return name;
        }
      }
    }
    throw new AssertionError("7-Zip is missing; ./mintmark test installs it (Debian: 7zip)");
  }
}
