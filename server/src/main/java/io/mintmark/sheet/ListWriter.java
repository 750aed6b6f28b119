package io.mintmark.sheet;

import io.mintmark.sheet.ListShelf.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the rows of a file on the shelf while the file is examined, some hundred kilobytes at a
/// time. For one thread.
final class ListWriter implements ExaminedRow.Sink {

  static final int FINDINGS_PER_PART = 500;

  /// Characters after which rows make a part.
  private static final int PART_CHARS = 1 << 17;

  private final ListShelf shelf;
  private final NameListId id;
  private final List<ExaminedRow> rows = new ArrayList<>();
  private List<String> header = List.of();
  private int chars;
  private int rowParts;

  ListWriter(ListShelf shelf, NameListId id) {
    this.shelf = shelf;
    this.id = id;
  }

  @Override
  public void header(List<String> cells) {
    header = cells;
  }

  @Override
  public void row(ExaminedRow row) {
    rows.add(row);
    chars += row.cells().stream().mapToInt(cell -> cell.length() + 8).sum();
    if (chars > PART_CHARS) {
      flush();
    }
  }

  /// Writes what is left, and makes the list appear.
  void finish(FileDoctor doctor, @Nullable TextEncoding encoding, String fileName) {
    flush();
    var findings = doctor.findings();
    int findingParts = write(findings.first());
    if (!doctor.takenRows().isEmpty()) {
      byte[] bits = doctor.takenRows().toByteArray();
      shelf.add(id, Part.TAKEN, 0, Packing.pack(out -> out.write(bits)));
    }
    var summary =
        new ListSummary(
            fileName,
            encoding,
            doctor.names().size(),
            doctor.whole(),
            findings.totals(),
            header,
            doctor.repair(),
            rowParts,
            findingParts);
    shelf.add(id, Part.SUMMARY, 0, summary.pack());
    shelf.finish(id);
  }

  private int write(List<Finding> findings) {
    int parts = 0;
    for (int from = 0; from < findings.size(); from += FINDINGS_PER_PART) {
      int to = Math.min(from + FINDINGS_PER_PART, findings.size());
      shelf.add(id, Part.FINDINGS, parts++, FindingPacking.pack(findings.subList(from, to)));
    }
    return parts;
  }

  private void flush() {
    if (!rows.isEmpty()) {
      shelf.add(id, Part.ROWS, rowParts++, RowPacking.pack(rows));
      rows.clear();
      chars = 0;
    }
  }
}
