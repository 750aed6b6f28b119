package io.mintmark.access;

/// The cloud programs that are connected at the moment. Safe for any thread; never blocks.
public interface LiveApplications {

  /// Nobody is ever connected.
  LiveApplications NONE = _ -> {};

  /// Ends every session that was opened with this key, and every one whose login is under way with
  /// what the store held before this call.
  void close(String keyId);
}
