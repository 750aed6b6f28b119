package io.mintmark.label;

import io.mintmark.output.BurntUnit;

/// What must be known of all units before the first label is drawn: the longest contents, and the
/// widest name. Its size does not grow with the units.
final class LabelSurvey {

  private final LabelOrder order;
  private final LabelFont font;
  private final LongestTexts texts = new LongestTexts();
  private double widestName;
  private int mostBars;
  private String mostBarsName = "";

  LabelSurvey(LabelOrder order, LabelFont font) {
    this.order = order;
    this.font = font;
  }

  void add(BurntUnit unit) {
    texts.add(order.design().content().of(unit));
    widestName = Math.max(widestName, font.width(unit.name()));
    if (order.design().bars()) {
      int bars = BarCode.of(unit.name()).bars().length;
      if (bars > mostBars) {
        mostBars = bars;
        mostBarsName = unit.name();
      }
    }
  }

  /// The printer for all of them.
  ///
  /// @throws io.mintmark.output.UnfitFileException if a label does not hold what it is to hold
  LabelPrinter printer() {
    var printer = order.printer(texts.version(order.design().level()), font);
    var layout = printer.layout();
    if (layout.bars() != null && !mostBarsName.isEmpty()) {
      BarCode.of(mostBarsName).module(layout.bars());
    }
    LabelText.require(font, layout.text(), order.design(), widestName);
    return printer;
  }
}
