package io.mintmark.bench;

import java.util.ArrayList;
import java.util.List;

/// How the server under test is started: the jars of this build, or of another one that is to be
/// measured with the same generator.
///
/// @param settings each `key=value`
record ServerCommand(String classPath, List<String> javaOptions, List<String> settings) {

  private static final List<String> ALWAYS =
      List.of(
          "-Xmx1g",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// The same with one more option for Java, which overrides earlier ones.
  ServerCommand withJava(String option) {
    var more = new ArrayList<>(javaOptions);
    more.add(option);
    return new ServerCommand(classPath, more, settings);
  }

  List<String> words() {
    var words = new ArrayList<String>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    words.addAll(ALWAYS);
    words.addAll(javaOptions);
    words.addAll(List.of("-cp", classPath, "io.mintmark.app.Mintmark", "up"));
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    return words;
  }
}
