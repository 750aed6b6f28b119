package io.mintmark.broker;

/// Where the broker keeps sessions, queued messages and retained messages.
public enum SessionStore {
  /// In the data folder: they live through a restart.
  FILE,
  /// In memory only, at a fifth of the CPU time per message of QoS 1 and 2.
  MEMORY
}
