package io.mintmark.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// How far the units came: minted → registered → logged in → seen by the cloud program, and what
/// stopped the rest. Counted from any thread.
final class Funnel {

  private static final int BAR = 40;

  private final int minted;
  private final int toRegister;
  private final AtomicInteger registered = new AtomicInteger();
  private final AtomicInteger loggedIn = new AtomicInteger();
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Map<String, LongAdder> failures = new TreeMap<>();

  /// @param toRegister how many of the minted burn only a product secret and must register
  Funnel(int minted, int toRegister) {
    this.minted = minted;
    this.toRegister = toRegister;
  }

  void countRegistered() {
    registered.incrementAndGet();
  }

  void countLoggedIn() {
    loggedIn.incrementAndGet();
  }

  void countSeen() {
    seen.incrementAndGet();
  }

  void countFailed(String reason) {
    synchronized (failures) {
      failures.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }
    failed.incrementAndGet();
  }

  /// Devices whose story is over, well or badly.
  int settled() {
    return loggedIn.get() + failed.get();
  }

  int loggedIn() {
    return loggedIn.get();
  }

  int seen() {
    return seen.get();
  }

  boolean isWhole() {
    return loggedIn.get() == minted && seen.get() == minted;
  }

  void print(PrintStream out) {
    row(out, "minted", minted, minted, "");
    row(out, "registered", registered.get(), toRegister, " that had to register");
    row(out, "logged in", loggedIn.get(), minted, "");
    row(out, "data seen by cloud", seen.get(), minted, "");
    row(out, "failed", failed.get(), minted, "");
    synchronized (failures) {
      failures.forEach((reason, count) -> out.printf("      %6d  %s%n", count.intValue(), reason));
    }
  }

  private static void row(PrintStream out, String name, int count, int of, String note) {
    int length = of == 0 ? 0 : (int) ((long) BAR * count / of);
    out.println(
        String.format(
                Locale.ROOT,
                "  %-20s %,6d of %,6d%s  %s",
                name,
                count,
                of,
                note,
                "#".repeat(length))
            .stripTrailing());
  }
}
