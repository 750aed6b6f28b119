package io.mintmark.sheet;

import io.mintmark.explanation.Said;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How findings lie in a part of a list.
final class FindingPacking {

  private FindingPacking() {}

  static byte[] pack(List<Finding> findings) {
    return Packing.pack(
        out -> {
          out.writeInt(findings.size());
          for (var finding : findings) {
            write(finding, out);
          }
        });
  }

  static List<Finding> unpack(byte[] part) {
    return Packing.unpack(
        part,
        in -> {
          int size = in.readInt();
          var findings = new ArrayList<Finding>(size);
          for (int i = 0; i < size; i++) {
            findings.add(read(in));
          }
          return findings;
        });
  }

  private static void write(Finding finding, DataOutputStream out) throws IOException {
    out.writeInt(finding.row());
    out.writeInt(finding.column());
    out.writeUTF(finding.kind().name());
    out.writeUTF(finding.value());
    out.writeBoolean(finding.repaired() != null);
    out.writeUTF(finding.repaired() == null ? "" : finding.repaired());
    out.writeUTF(finding.said().english());
    out.writeUTF(finding.said().chinese());
  }

  private static Finding read(DataInputStream in) throws IOException {
    int row = in.readInt();
    int column = in.readInt();
    var kind = FindingKind.valueOf(in.readUTF());
    String value = in.readUTF();
    boolean repairable = in.readBoolean();
    String repaired = in.readUTF();
    return new Finding(
        row,
        column,
        kind,
        value,
        repairable ? repaired : null,
        new Said(in.readUTF(), in.readUTF()));
  }
}
