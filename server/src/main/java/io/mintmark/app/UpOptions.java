package io.mintmark.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options of `./mintmark up`, with or without the demo.
public final class UpOptions {

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder, made if missing (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set one of the keys of docs/settings.md; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  /// The effective settings from all sources. From here on the program logs into the data folder.
  ///
  /// @throws SettingsException if a setting is wrong or the data folder cannot be written
  public Settings settings() {
    Logs.toFolder(DataFolder.prepare(data).logs());
    return Settings.read(data, System.getenv(), assignments);
  }
}
