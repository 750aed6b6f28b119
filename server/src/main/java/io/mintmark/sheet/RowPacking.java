package io.mintmark.sheet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How examined rows lie in a part of a list.
final class RowPacking {

  private RowPacking() {}

  static byte[] pack(List<ExaminedRow> rows) {
    return Packing.pack(
        out -> {
          out.writeInt(rows.size());
          for (var row : rows) {
            write(row, out);
          }
        });
  }

  static List<ExaminedRow> unpack(byte[] part) {
    return Packing.unpack(
        part,
        in -> {
          int size = in.readInt();
          var rows = new ArrayList<ExaminedRow>(size);
          for (int i = 0; i < size; i++) {
            rows.add(read(in));
          }
          return rows;
        });
  }

  static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    int size = in.readUnsignedShort();
    if (size == 1) {
      return List.of(in.readUTF());
    }
    var texts = new ArrayList<String>(size);
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static void write(ExaminedRow row, DataOutputStream out) throws IOException {
    out.writeInt(row.number());
    writeTexts(row.cells(), out);
    boolean asItStands = row.name().equals(row.sound());
    out.writeByte(asItStands ? 1 : row.sound() == null ? 0 : 2);
    if (!asItStands && row.sound() != null) {
      out.writeUTF(row.sound());
    }
    out.writeByte(row.errors().size());
    for (var kind : row.errors()) {
      out.writeUTF(kind.name());
    }
  }

  private static ExaminedRow read(DataInputStream in) throws IOException {
    int number = in.readInt();
    var cells = readTexts(in);
    String sound =
        switch (in.readByte()) {
          case 0 -> null;
          case 1 -> cells.getFirst();
          default -> in.readUTF();
        };
    return new ExaminedRow(number, cells, sound, readKinds(in));
  }

  private static Set<FindingKind> readKinds(DataInputStream in) throws IOException {
    int size = in.readUnsignedByte();
    if (size == 0) {
      return Set.of();
    }
    var kinds = EnumSet.noneOf(FindingKind.class);
    for (int i = 0; i < size; i++) {
      kinds.add(FindingKind.valueOf(in.readUTF()));
    }
    return kinds;
  }
}
