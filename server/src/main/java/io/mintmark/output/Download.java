package io.mintmark.output;

import io.mintmark.production.Batch;
import java.io.IOException;
import java.io.OutputStream;

/// One file for one person or program, ready to be written.
public final class Download {

  private final UnitFile file;
  private final Batch batch;
  private final UnitRange range;
  private final UnitSource units;
  private final DownloadJournal journal;

  Download(UnitFile file, Batch batch, UnitRange range, UnitSource units, DownloadJournal journal) {
    this.file = file;
    this.batch = batch;
    this.range = range;
    this.units = units;
    this.journal = journal;
  }

  /// What to save it as; a part of a batch has its range in the name.
  public String fileName() {
    String name = file.fileName();
    if (range.equals(UnitRange.of(batch))) {
      return name;
    }
    int end = name.indexOf('.');
    int cut = end < 0 ? name.length() : end;
    return "%s-%d-%d%s"
        .formatted(name.substring(0, cut), range.first(), range.last(), name.substring(cut));
  }

  public String mediaType() {
    return file.mediaType();
  }

  /// Writes the whole file and flushes, but does not close. Every call is an event before its first
  /// byte, and another one at its end, whichever that is. After an exception the transport must be
  /// broken off, so that nobody takes the part for the whole.
  ///
  /// @throws UnfitFileException if a unit turned out not to fit; if nothing was written yet, it can
  ///     still be told
  public void writeTo(OutputStream out) throws IOException {
    var counted = new CountedOutput(out);
    boolean whole = false;
    journal.begun();
    try {
      file.writeTo(counted, units);
      whole = true;
    } finally {
      if (whole) {
        journal.done(counted.count());
      } else {
        journal.brokenOff(counted.count());
      }
    }
  }
}
