package io.mintmark.sheet;

import io.mintmark.sheet.ListShelf.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of a kept list with every safe repair made, read from the shelf part by part. Rows are
/// numbered anew, as in the repaired file, which has no empty ones. For one thread.
final class RepairedRows implements RowSource {

  private final ListShelf shelf;
  private final NameListId id;
  private final ListSummary summary;
  private final ArrayDeque<ExaminedRow> ahead = new ArrayDeque<>();
  private boolean begun;
  private int part;
  private int number;

  RepairedRows(ListShelf shelf, NameListId id, ListSummary summary) {
    this.shelf = shelf;
    this.id = id;
    this.summary = summary;
  }

  @Override
  public Optional<Row> next() {
    if (!begun) {
      begun = true;
      if (!summary.header().isEmpty()) {
        return Optional.of(row(summary.header()));
      }
    }
    while (ahead.isEmpty() && part < summary.rowParts()) {
      byte[] body =
          shelf
              .read(id, Part.ROWS, part++)
              .orElseThrow(() -> new IllegalStateException(id + " has lost its rows"));
      ahead.addAll(RowPacking.unpack(body));
    }
    return Optional.ofNullable(ahead.poll()).map(each -> row(repaired(each)));
  }

  @Override
  public void close() {}

  private Row row(List<String> cells) {
    return new Row(++number, cells.stream().map(Cell::text).toList());
  }

  private List<String> repaired(ExaminedRow row) {
    String sound = row.sound();
    String name = summary.repair().of(sound == null ? row.name() : sound);
    if (name.equals(row.name())) {
      return row.cells();
    }
    var cells = new ArrayList<>(row.cells());
    cells.set(0, name);
    return cells;
  }
}
