package io.mintmark.app;

import io.mintmark.gate.admission.Allowance;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// The effective settings: defaults, then `mintmark.properties` in the data folder, then
/// environment variables, then the command line; a later source wins. A key that nobody knows stops
/// the start, because a misspelt setting that is silently ignored is worse than none.
public final class Settings {

  static final String FILE_NAME = "mintmark.properties";

  /// Read by the script, or by the command that downloads; no settings of a server.
  private static final Set<String> OTHER_VARIABLES =
      Set.of("MINTMARK_JAVA_OPTS", Download.KEY_VARIABLE);

  private final Path dataFolder;
  private final Map<Setting, String> values;

  private Settings(Path dataFolder, Map<Setting, String> values) {
    this.dataFolder = dataFolder;
    this.values = values;
  }

  /// Reads all sources.
  ///
  /// @param commandLine `key=value` each
  /// @throws SettingsException naming the source and the key that is wrong
  public static Settings read(
      Path dataFolder, Map<String, String> environment, List<String> commandLine) {
    var values = new EnumMap<Setting, String>(Setting.class);
    Path file = dataFolder.resolve(FILE_NAME);
    properties(file)
        .forEach((key, value) -> put(values, key.toString(), value.toString(), file.toString()));
    environment.forEach((variable, value) -> putVariable(values, variable, value));
    for (String assignment : commandLine) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new SettingsException("--set %s: write it as key=value".formatted(assignment));
      }
      put(values, assignment.substring(0, equals), assignment.substring(equals + 1), "--set");
    }
    return new Settings(dataFolder, values);
  }

  private static Properties properties(Path file) {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new SettingsException("cannot read %s: %s".formatted(file, e.getMessage()), e);
      }
    }
    return properties;
  }

  private static void put(Map<Setting, String> values, String key, String value, String source) {
    var setting =
        Setting.ofKey(key)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "%s: there is no setting '%s'; docs/settings.md lists them"
                            .formatted(source, key)));
    values.put(setting, value.strip());
  }

  private static void putVariable(Map<Setting, String> values, String variable, String value) {
    if (!variable.startsWith("MINTMARK_") || OTHER_VARIABLES.contains(variable)) {
      return;
    }
    var setting =
        Setting.ofVariable(variable)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "environment: there is no setting behind %s; docs/settings.md lists them"
                            .formatted(variable)));
    values.put(setting, value.strip());
  }

  public Path dataFolder() {
    return dataFolder;
  }

  public String text(Setting setting) {
    return values.getOrDefault(setting, setting.defaultValue());
  }

  public boolean yes(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, "true or false");
    };
  }

  /// A whole number from `least` to `most`.
  public int number(Setting setting, int least, int most) {
    try {
      int number = Integer.parseInt(text(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(setting, "a whole number from %d to %d".formatted(least, most));
  }

  public int port(Setting setting) {
    return number(setting, 0, 65_535);
  }

  /// One of a few words, as what it stands for.
  public <T> T choice(Setting setting, Map<String, T> words) {
    T chosen = words.get(text(setting));
    if (chosen == null) {
      throw wrong(setting, "one of " + new TreeSet<>(words.keySet()));
    }
    return chosen;
  }

  /// How often something may happen, in the form of [Allowance#parse].
  public Allowance allowance(Setting setting) {
    return Allowance.parse(text(setting)).orElseThrow(() -> wrong(setting, Allowance.FORM));
  }

  /// A number of seconds, one at least.
  public Duration seconds(Setting setting, int most) {
    return Duration.ofSeconds(number(setting, 1, most));
  }

  /// Comma-separated texts, at least one.
  public List<String> list(Setting setting) {
    var list =
        Arrays.stream(text(setting).split(",", -1))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    if (list.isEmpty()) {
      throw wrong(setting, "at least one value");
    }
    return list;
  }

  /// What differs from the defaults, a line each, secrets hidden.
  public List<String> changed() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().key() + " = " + shown(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String shown(Setting setting, String value) {
    return setting.secret() ? "‹secret›" : value;
  }

  private SettingsException wrong(Setting setting, String wanted) {
    return new SettingsException(
        "%s is '%s'; it must be %s"
            .formatted(setting.key(), shown(setting, text(setting)), wanted));
  }
}
