package io.mintmark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The CPU time a process has used so far, user and system, from `/proc`. Linux only, in steps of
/// 10 ms.
record CpuClock(long pid) {

  private static final long TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  Duration used() {
    try {
      String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
      // The program's name stands in parentheses and may hold blanks; the fields are counted behind
      // it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
      return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    } catch (IOException e) {
      throw new UncheckedIOException("process %d is gone".formatted(pid), e);
    }
  }
}
