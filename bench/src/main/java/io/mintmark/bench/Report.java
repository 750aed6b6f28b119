package io.mintmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Gathers what was seen, telling it as it comes, and sets it beside the goals at the end.
final class Report {

  private final List<Figures> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
    System.out.flush();
  }

  Figures add(Figures measured) {
    figures.add(measured);
    say("%s", measured.row());
    return measured;
  }

  /// A line that fits into no table.
  void note(String line) {
    notes.add(line);
    say("%s", line);
  }

  void add(Goal goal) {
    goals.add(goal);
    say("%s", goal.row());
  }

  void print() {
    say("%n%s", Figures.header());
    figures.forEach(row -> say("%s", row.row()));
    say("");
    notes.forEach(note -> say("- %s", note));
    say("%n| goal | wanted | seen | |%n|---|---|---|---|");
    goals.forEach(goal -> say("%s", goal.row()));
  }
}
