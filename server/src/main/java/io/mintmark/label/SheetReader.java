package io.mintmark.label;

import io.mintmark.output.FileFormat.Option;
import io.mintmark.output.UnfitFileException;
import java.util.List;
import java.util.Locale;

/// Reads where the labels lie: a preset, or measures of the owner's own.
final class SheetReader {

  static final List<Option> OPTIONS =
      List.of(
          new Option(
              "preset",
              "a4-64x38",
              "A sheet or roll that is sold: " + SheetPreset.words() + ". Left out with 'label'."),
          new Option(
              "label",
              "",
              "Size of a label of your own, across and down in mm, such as 50x30; instead of"
                  + " 'preset'."),
          new Option(
              "page",
              "a4",
              "With 'label': a4, letter, a size in mm, or label for a page the size of one label,"
                  + " as printers with rolls have it."),
          new Option("margin", "", "With 'label': left and top margin in mm; centred if left out."),
          new Option("gap", "0x0", "With 'label': between two labels, across and down in mm."),
          new Option("columns", "0", "With 'label': labels side by side; 0 for as many as fit."),
          new Option("rows", "0", "With 'label': labels one below the other; 0 likewise."));

  private static final double LEAST_LABEL = 8;
  private static final double MOST = 1_000;
  private static final int MOST_LABELS_A_SIDE = 100;

  private final Choices choices;

  private SheetReader(Choices choices) {
    this.choices = choices;
  }

  /// @throws UnfitFileException if a measure is unfit, or the labels do not fit the page
  static SheetForm read(Choices choices) {
    return new SheetReader(choices).form();
  }

  private SheetForm form() {
    return Millimetres.read(choices, "label", LEAST_LABEL, MOST)
        .map(this::own)
        .orElseGet(this::preset);
  }

  private SheetForm preset() {
    for (Option option : OPTIONS) {
      if (option.sentence().startsWith("With ")
          && !choices.text(option.name()).equals(option.fallback())) {
        throw new UnfitFileException(
            "the option '%s' goes with 'label', not with a preset".formatted(option.name()));
      }
    }
    return SheetPreset.find(choices.text("preset"))
        .orElseThrow(
            () -> new UnfitFileException("the option 'preset' is one of " + SheetPreset.words()))
        .form();
  }

  private SheetForm own(Millimetres label) {
    var page = page(label);
    var gap = Millimetres.read(choices, "gap", 0, 100).orElse(new Millimetres(0, 0));
    var margin = Millimetres.read(choices, "margin", 0, MOST);
    var least = margin.orElse(new Millimetres(0, 0));
    int columns =
        count(
            "columns",
            SheetForm.howMany(page.across(), least.across(), label.across(), gap.across()));
    int rows =
        count("rows", SheetForm.howMany(page.down(), least.down(), label.down(), gap.down()));
    var form =
        new SheetForm(
            page,
            label,
            margin.orElse(
                new Millimetres(
                    SheetForm.centred(page.across(), label.across(), gap.across(), columns),
                    SheetForm.centred(page.down(), label.down(), gap.down(), rows))),
            gap,
            columns,
            rows);
    if (columns < 1 || rows < 1 || !form.fits()) {
      throw new UnfitFileException(
          "the labels do not fit on the page: make label, margin or gap smaller, or take fewer"
              + " columns or rows");
    }
    return form;
  }

  private int count(String option, int computed) {
    int given = choices.number(option, 0, MOST_LABELS_A_SIDE);
    return given == 0 ? Math.min(computed, MOST_LABELS_A_SIDE) : given;
  }

  private Millimetres page(Millimetres label) {
    String name = choices.text("page").toLowerCase(Locale.ROOT);
    if (name.equals("label")) {
      return label;
    }
    return SheetPreset.paper(name)
        .or(() -> Millimetres.read(choices, "page", LEAST_LABEL, MOST))
        .orElse(label);
  }
}
