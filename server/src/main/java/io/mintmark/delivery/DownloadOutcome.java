package io.mintmark.delivery;

/// Whether a package may be downloaded.
public sealed interface DownloadOutcome {

  /// The download is counted, durably; nothing is sent yet.
  record Granted(PackageDownload download) implements DownloadOutcome {}

  /// Nothing was counted.
  ///
  /// @param sentence why, for whoever asked
  record Refused(String sentence) implements DownloadOutcome {}
}
