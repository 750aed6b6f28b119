package io.mintmark.sheet;

import io.mintmark.sheet.ListShelf.Part;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads what [ListDesk] has put on the shelf.
public final class StoredNameLists implements NameLists {

  private final ListShelf shelf;
  private final InstantSource clock;

  public StoredNameLists(ListShelf shelf, InstantSource clock) {
    this.shelf = shelf;
    this.clock = clock;
  }

  @Override
  public Optional<NameList> find(NameListId id) {
    return entry(id).flatMap(entry -> summaryOf(id).map(summary -> summary.list(entry)));
  }

  @Override
  public List<String> names(NameListId id) {
    var list = find(id).orElseThrow(() -> new IllegalStateException("there is no list " + id));
    if (!list.committable()) {
      throw new IllegalStateException("list %s has errors".formatted(id));
    }
    var names = new NamePile();
    forEachRow(id, row -> names.append(row.name()));
    if (names.size() != list.names()) {
      throw new IllegalStateException("list %s has lost rows".formatted(id));
    }
    return names;
  }

  /// The findings from one on, in order.
  ///
  /// @param after how many to leave out
  List<Finding> findings(NameListId id, int after, int limit) {
    int part = after / ListWriter.FINDINGS_PER_PART;
    var found =
        shelf.read(id, Part.FINDINGS, part).map(FindingPacking::unpack).orElse(List.of()).stream()
            .skip(after % ListWriter.FINDINGS_PER_PART)
            .limit(limit)
            .toList();
    int missing = limit - found.size();
    if (missing == 0 || after + found.size() < (part + 1) * ListWriter.FINDINGS_PER_PART) {
      return found;
    }
    var more = findings(id, after + found.size(), missing);
    return Stream.concat(found.stream(), more.stream()).toList();
  }

  Optional<ListSummary> summary(NameListId id) {
    return entry(id).flatMap(_ -> summaryOf(id));
  }

  /// The rows whose names were taken when the list was examined.
  BitSet takenRows(NameListId id) {
    return shelf
        .read(id, Part.TAKEN, 0)
        .map(part -> Packing.unpack(part, in -> BitSet.valueOf(in.readAllBytes())))
        .orElseGet(BitSet::new);
  }

  /// Reads all rows, part by part.
  void forEachRow(NameListId id, Consumer<ExaminedRow> reader) {
    int parts = summary(id).map(ListSummary::rowParts).orElse(0);
    for (int i = 0; i < parts; i++) {
      int number = i;
      var part =
          shelf
              .read(id, Part.ROWS, i)
              .orElseThrow(() -> new IllegalStateException(id + " has lost part " + number));
      RowPacking.unpack(part).forEach(reader);
    }
  }

  private Optional<ListSummary> summaryOf(NameListId id) {
    return shelf.read(id, Part.SUMMARY, 0).map(ListSummary::unpack);
  }

  private Optional<ListShelf.Entry> entry(NameListId id) {
    return shelf.find(id).filter(entry -> entry.expiresAt().isAfter(clock.instant()));
  }
}
