package io.mintmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Plays one input again, without the fuzzer: `Replay HARNESS FILE`. A finding ends it with a stack
/// trace.
public final class Replay {

  private Replay() {}

  public static void main(String[] arguments) throws IOException {
    byte[] input = Files.readAllBytes(Path.of(arguments[1]));
    Harnesses.named(arguments[0]).play(input);
    System.out.println(arguments[0] + ": nothing wrong with these " + input.length + " bytes");
  }
}
