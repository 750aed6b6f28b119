package io.mintmark.devicekit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The blocking style, for virtual threads and tests: waits for an outcome and throws I/O failures
/// as what they are. Never call it on a network thread, where outcomes are made.
public final class Await {

  private Await() {}

  /// Every act of the kit ends within a time limit of its own, so none is given here.
  public static <T> T outcome(CompletableFuture<T> act) throws IOException {
    try {
      return act.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an outcome");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("the act itself broke", e.getCause());
    }
  }
}
