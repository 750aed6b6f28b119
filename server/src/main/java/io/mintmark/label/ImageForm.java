package io.mintmark.label;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a single QR code becomes a file.
enum ImageForm {
  /// Black and white, one bit a pixel.
  PNG("png") {
    @Override
    byte[] draw(QrCode code, int quiet, int pixels) {
      int side = (code.size() + 2 * quiet) * pixels;
      int lineLength = 1 + (side + 7) / 8;
      byte[] lines = new byte[side * lineLength];
      for (int start = 0; start < lines.length; start += lineLength) {
        Arrays.fill(lines, start + 1, start + lineLength, (byte) 0xff);
      }
      code.eachRun(
          (column, row, length) -> {
            int from = (column + quiet) * pixels;
            int firstLine = (row + quiet) * pixels * lineLength;
            blacken(lines, firstLine + 1, from, from + length * pixels);
          });
      repeatLines(lines, lineLength, pixels);
      return GreyPng.of(side, side, 1, lines);
    }
  },

  /// One path for the whole code, in modules, so that no seams show.
  SVG("svg") {
    @Override
    byte[] draw(QrCode code, int quiet, int pixels) {
      int modules = code.size() + 2 * quiet;
      var svg = new StringBuilder(4096);
      svg.append(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%1$d\""
              .formatted(modules * pixels));
      svg.append(" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\">".formatted(modules));
      svg.append(
          "<rect width=\"%1$d\" height=\"%1$d\" fill=\"#fff\"/><path d=\"".formatted(modules));
      code.eachRun(
          (column, row, length) -> {
            svg.append('M').append(column + quiet).append(' ').append(row + quiet);
            svg.append('h').append(length).append("v1h-").append(length).append('z');
          });
      return svg.append("\"/></svg>\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
  };

  private final String extension;

  ImageForm(String extension) {
    this.extension = extension;
  }

  /// The end of such a file's name.
  String extension() {
    return extension;
  }

  /// The whole file.
  ///
  /// @param quiet white modules on each side
  /// @param pixels of a module along a side
  abstract byte[] draw(QrCode code, int quiet, int pixels);

  private static void blacken(byte[] lines, int start, int from, int to) {
    for (int x = from; x < to; x++) {
      lines[start + x / 8] &= (byte) ~(0x80 >> x % 8);
    }
  }

  /// Only the first line of each row of modules was drawn; the others say that they are like it,
  /// which is shorter and quicker than to pack them again.
  private static void repeatLines(byte[] lines, int lineLength, int pixels) {
    int number = 0;
    for (int start = 0; start < lines.length; start += lineLength) {
      if (number++ % pixels != 0) {
        lines[start] = GreyPng.AS_ABOVE;
        Arrays.fill(lines, start + 1, start + lineLength, (byte) 0);
      }
    }
  }
}
