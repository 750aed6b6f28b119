package io.mintmark.api;

import io.mintmark.device.StoreOverloadedException;
import io.mintmark.production.Batches;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Stored batches that fail when a test says so.
final class BatchFaults {

  private static final int NEVER = Integer.MAX_VALUE;

  /// How many more pages of units are read before the store breaks.
  private final AtomicInteger goodPages = new AtomicInteger(NEVER);

  /// How many more chunks are minted before the store breaks.
  private final AtomicInteger goodChunks = new AtomicInteger(NEVER);

  private volatile boolean overloaded;

  void breakAfterPages(int pages) {
    goodPages.set(pages);
  }

  void breakAfterChunks(int chunks) {
    goodChunks.set(chunks);
  }

  /// The store has too much to do to read units.
  void overload() {
    overloaded = true;
  }

  void mend() {
    overloaded = false;
    goodPages.set(NEVER);
    goodChunks.set(NEVER);
  }

  Batches around(Batches stored) {
    return (Batches)
        Proxy.newProxyInstance(
            BatchFaults.class.getClassLoader(),
            new Class<?>[] {Batches.class},
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "units" -> {
                  if (overloaded) {
                    throw new StoreOverloadedException();
                  }
                  count(goodPages);
                }
                case "mint" -> count(goodChunks);
                default -> {}
              }
              try {
                return method.invoke(stored, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void count(AtomicInteger left) {
    if (left.getAndDecrement() <= 0) {
      throw new IllegalStateException("the store broke, path /secret/place");
    }
  }
}
