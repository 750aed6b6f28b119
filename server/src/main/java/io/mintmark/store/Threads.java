package io.mintmark.store;

/// Ending threads of our own.
final class Threads {

  private Threads() {}

  /// Waits until the thread has ended, however long, and keeps an interruption for later.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
