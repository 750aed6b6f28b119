package io.mintmark.sheet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a kept list without reading its parts.
///
/// @param header the first row if it was a header, else empty
/// @param findingParts how many parts of findings there are
record ListSummary(
    String fileName,
    @Nullable TextEncoding encoding,
    int names,
    boolean whole,
    Map<FindingKind, Integer> totals,
    List<String> header,
    ColumnRepair repair,
    int rowParts,
    int findingParts) {

  byte[] pack() {
    return Packing.pack(this::write);
  }

  static ListSummary unpack(byte[] bytes) {
    return Packing.unpack(bytes, ListSummary::read);
  }

  NameList list(ListShelf.Entry entry) {
    return new NameList(
        entry.id(),
        entry.product(),
        fileName,
        encoding,
        names,
        whole,
        totals,
        entry.createdAt(),
        entry.expiresAt());
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeUTF(fileName);
    out.writeUTF(encoding == null ? "" : encoding.name());
    out.writeInt(names);
    out.writeBoolean(whole);
    out.writeInt(totals.size());
    for (var entry : totals.entrySet()) {
      out.writeUTF(entry.getKey().name());
      out.writeInt(entry.getValue());
    }
    RowPacking.writeTexts(header, out);
    out.writeInt(repair.digits());
    out.writeInt(repair.macs() == null ? -1 : repair.macs().code());
    out.writeInt(rowParts);
    out.writeInt(findingParts);
  }

  private static ListSummary read(DataInputStream in) throws IOException {
    String fileName = in.readUTF();
    String encoding = in.readUTF();
    return new ListSummary(
        fileName,
        encoding.isEmpty() ? null : TextEncoding.valueOf(encoding),
        in.readInt(),
        in.readBoolean(),
        readTotals(in),
        RowPacking.readTexts(in),
        readRepair(in),
        in.readInt(),
        in.readInt());
  }

  private static Map<FindingKind, Integer> readTotals(DataInputStream in) throws IOException {
    var totals = new EnumMap<FindingKind, Integer>(FindingKind.class);
    for (int left = in.readInt(); left > 0; left--) {
      totals.put(FindingKind.valueOf(in.readUTF()), in.readInt());
    }
    return totals;
  }

  private static ColumnRepair readRepair(DataInputStream in) throws IOException {
    int digits = in.readInt();
    int macs = in.readInt();
    return new ColumnRepair(digits, macs < 0 ? null : MacStyle.ofCode(macs));
  }
}
